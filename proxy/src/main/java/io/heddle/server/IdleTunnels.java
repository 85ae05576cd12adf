package io.heddle.server;

import io.heddle.request.ProxyRequest.Tunnel;
import io.heddle.server.connection.LiveConnection;
import io.heddle.server.connection.LiveConnections;
import io.heddle.server.connection.LiveRequest;
import io.heddle.server.connection.RequestState.OpenState;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Tunnels in which nothing moves. Whoever ends the proxy by hand does not wait for them: an idle
/// tunnel may stay open for hours.
public final class IdleTunnels {
  /// The time in which a tunnel that is in use moves something.
  private static final Duration WINDOW = Duration.ofMillis(500);

  private IdleTunnels() {}

  /// Aborts the tunnels in which nothing moves for a short time, also those that are still being opened:
  /// each is looked at once. Returns when no connection is open.
  ///
  /// @throws InterruptedException if the thread was interrupted meanwhile
  public static void abort(LiveConnections connections) throws InterruptedException {
    Set<LiveConnection> seen = new HashSet<>();
    while (connections.count() > 0) {
      Map<LiveConnection, Long> before = bytes(connections);
      before.keySet().removeIf(connection -> !seen.add(connection));
      Thread.sleep(WINDOW);
      Map<LiveConnection, Long> after = bytes(connections);
      before.forEach((connection, moved) -> {
        if (moved.equals(after.get(connection))) {
          connection.abort();
        }
      });
    }
  }

  /// The bytes that each open tunnel has moved.
  private static Map<LiveConnection, Long> bytes(LiveConnections connections) {
    Map<LiveConnection, Long> bytes = new HashMap<>();
    for (LiveConnection connection : connections.all()) {
      connection
          .current()
          .filter(IdleTunnels::isTunnel)
          .map(request -> request.traffic().upload().get() + request.traffic().download().get())
          .ifPresent(moved -> bytes.put(connection, moved));
    }
    return bytes;
  }

  private static boolean isTunnel(LiveRequest request) {
    return request.state() == OpenState.RELAYING
        && request.proxyRequest().filter(Tunnel.class::isInstance).isPresent();
  }
}
