package io.heddle.server;

import io.heddle.net.Connection;
import io.heddle.outbound.Outbound;
import io.heddle.request.ProxyRequest;
import io.heddle.request.RefusedException;
import java.io.IOException;

/// The opening of a connection for a client that waits for it, with its time taken.
record Opening(
    Outbound outbound,
    ProxyRequest request,
    Connection client,
    Services services,
    LiveConnection live) {
  /// What opens it.
  @FunctionalInterface
  interface Way<T> {
    T open() throws RefusedException, IOException;
  }

  /// Opens it.
  ///
  /// @throws IOException also if the client is gone
  <T> T by(Way<T> way) throws RefusedException, IOException {
    Dials dials = live.totals().dials(outbound.name());
    DialEvent event = new DialEvent();
    event.begin();
    long start = System.nanoTime();
    boolean opened = false;
    try {
      T result = Dial.of(way, client, services);
      opened = true;
      return result;
    } finally {
      (opened ? dials.opened() : dials.failed()).add(Totals.since(start));
      event.end();
      if (event.shouldCommit()) {
        event.id = live.id();
        event.target = request.target().toString();
        event.outbound = outbound.name();
        event.opened = opened;
        event.commit();
      }
    }
  }
}
