package io.heddle.server;

import io.heddle.address.Address;
import io.heddle.server.ProxyServer.Binding;
import java.util.List;
import java.util.function.UnaryOperator;

/// Listeners of a server beside those of its configuration, for those who are told of them. They
/// stay when the configuration changes, and follow it.
public final class AuxiliaryListeners implements AutoCloseable {
  private final ProxyServer server;
  private final List<Binding> bindings;
  private final UnaryOperator<Services> view;
  private final List<Acceptor> acceptors;

  /// @param view what of the server's services those get who come here
  /// @param acceptors of the bindings, in their order
  AuxiliaryListeners(
      ProxyServer server,
      List<Binding> bindings,
      UnaryOperator<Services> view,
      List<Acceptor> acceptors) {
    this.server = server;
    this.bindings = List.copyOf(bindings);
    this.view = view;
    this.acceptors = List.copyOf(acceptors);
  }

  /// Where clients are accepted, with the real ports, in the order of the bindings.
  public List<Address> addresses() {
    return acceptors.stream().map(Acceptor::address).toList();
  }

  List<Acceptor> acceptors() {
    return acceptors;
  }

  /// From now on, requests are served by these.
  void turnTo(Services services) {
    Services seen = view.apply(services);
    for (int i = 0; i < acceptors.size(); i++) {
      acceptors.get(i).turnTo(bindings.get(i).by(seen));
    }
  }

  /// Accepts no more; requests under way go on.
  @Override
  public void close() {
    server.close(this);
  }
}
