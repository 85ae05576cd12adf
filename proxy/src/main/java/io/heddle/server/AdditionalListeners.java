package io.heddle.server;

import io.heddle.address.Address;
import java.util.List;
import java.util.function.UnaryOperator;

/// Listeners of a server beside those of its configuration, such as the two of a child process of
/// `heddle exec`. They stay open across reloads and follow the current configuration.
public final class AdditionalListeners implements AutoCloseable {
  private final ProxyServer server;
  private final List<ListenerSettings> settings;
  private final UnaryOperator<ActiveConfiguration> view;
  private final List<Acceptor> acceptors;

  /// @param view derives the configuration of their clients from that of the server
  /// @param acceptors of the settings, in their order
  AdditionalListeners(
      ProxyServer server,
      List<ListenerSettings> settings,
      UnaryOperator<ActiveConfiguration> view,
      List<Acceptor> acceptors) {
    this.server = server;
    this.settings = List.copyOf(settings);
    this.view = view;
    this.acceptors = List.copyOf(acceptors);
  }

  /// Addresses at which clients are accepted, with the real ports, in the order of the settings.
  public List<Address> addresses() {
    return acceptors.stream().map(Acceptor::address).toList();
  }

  /// Number of connections accepted so far.
  public long accepted() {
    return acceptors.stream().mapToLong(Acceptor::accepted).sum();
  }

  List<Acceptor> acceptors() {
    return acceptors;
  }

  /// Serves requests with another configuration of the server from now on.
  void update(ServerRuntime runtime, ActiveConfiguration configuration) {
    ActiveConfiguration seen = view.apply(configuration);
    for (int i = 0; i < acceptors.size(); i++) {
      acceptors.get(i).update(settings.get(i).context(runtime, seen));
    }
  }

  /// Accepts no more; requests under way go on.
  @Override
  public void close() {
    server.close(this);
  }
}
