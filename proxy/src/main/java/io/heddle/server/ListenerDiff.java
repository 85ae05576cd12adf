package io.heddle.server;

import io.heddle.address.Address;
import io.heddle.net.Listener;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/// Difference between the listeners that are open and those that a configuration wants.
///
/// @param all acceptors that the configuration wants, in its order
/// @param opened those of them that are new; they listen already
/// @param closed acceptors that are no longer wanted; they listen still, and the caller closes them
record ListenerDiff(List<Acceptor> all, List<Acceptor> opened, List<Acceptor> closed) {

  /// Opens the listeners that are new. A listener whose configured address is open already stays.
  ///
  /// @throws ListenException if a listener cannot be opened; then none is
  static ListenerDiff of(
      List<Acceptor> current,
      List<ListenerSettings> wanted,
      ServerRuntime runtime,
      ActiveConfiguration configuration)
      throws ListenException {
    List<Acceptor> all = new ArrayList<>();
    List<Acceptor> opened = new ArrayList<>();
    List<Acceptor> unclaimed = new ArrayList<>(current);
    try {
      for (ListenerSettings settings : wanted) {
        Optional<Acceptor> kept = remove(unclaimed, settings.address());
        if (kept.isEmpty()) {
          opened.add(open(settings, settings.context(runtime, configuration)));
        }
        all.add(kept.orElseGet(opened::getLast));
      }
    } catch (ListenException e) {
      opened.forEach(Acceptor::close);
      throw e;
    }
    return new ListenerDiff(List.copyOf(all), opened, unclaimed);
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

  private static Acceptor open(ListenerSettings settings, ListenerContext context)
      throws ListenException {
    try {
      return new Acceptor(
          settings.address(), Listener.open(settings.address(), settings.permissions()), context);
    } catch (IOException e) {
      throw new ListenException(settings.address(), e);
    }
  }
}
