package io.heddle.server;

import io.heddle.address.Address;
import io.heddle.net.Listener;
import io.heddle.server.ProxyServer.Binding;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// What becomes of acceptors when there are to be others.
///
/// @param all there are to be, in the order of their bindings
/// @param opened those of them that are new, which listen already
/// @param gone those that there are no longer, which listen still
record ListenerDiff(List<Acceptor> all, List<Acceptor> opened, List<Acceptor> gone) {

  /// Opens what is new; what is on an address already stays.
  ///
  /// @throws ListenException if a listener cannot be opened; then none is
  static ListenerDiff of(List<Acceptor> present, List<Binding> bindings, Services services)
      throws ListenException {
    List<Acceptor> all = new ArrayList<>();
    List<Acceptor> opened = new ArrayList<>();
    List<Acceptor> rest = new ArrayList<>(present);
    try {
      for (Binding binding : bindings) {
        Optional<Acceptor> stays = remove(rest, binding.address());
        if (stays.isEmpty()) {
          opened.add(open(binding, services));
        }
        all.add(stays.orElseGet(opened::getLast));
      }
    } catch (ListenException e) {
      opened.forEach(Acceptor::close);
      throw e;
    }
    return new ListenerDiff(List.copyOf(all), opened, rest);
  }

  private static Optional<Acceptor> remove(List<Acceptor> from, Address configured) {
    for (Iterator<Acceptor> each = from.iterator(); each.hasNext(); ) {
      Acceptor acceptor = each.next();
      if (acceptor.configured().equals(configured)) {
        each.remove();
        return Optional.of(acceptor);
      }
    }
    return Optional.empty();
  }

  private static Acceptor open(Binding binding, Services services) throws ListenException {
    try {
      return new Acceptor(
          binding.address(),
          Listener.open(binding.address(), binding.permissions()),
          binding.by(services));
    } catch (IOException e) {
      throw new ListenException(binding.address(), e);
    }
  }
}
