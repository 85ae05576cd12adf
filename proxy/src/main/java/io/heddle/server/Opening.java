package io.heddle.server;

import io.heddle.outbound.Outbound;
import io.heddle.request.ProxyRequest;
import io.heddle.request.RefusedException;
import java.io.IOException;

/// The opening of a connection, with its time taken.
record Opening(Outbound outbound, ProxyRequest request, LiveConnection live) {
  /// What opens it.
  @FunctionalInterface
  interface Way<T> {
    T open() throws RefusedException, IOException;
  }

  /// Opens it.
  <T> T by(Way<T> way) throws RefusedException, IOException {
    Dials dials = live.totals().dials(outbound.name());
    DialEvent event = new DialEvent();
    event.begin();
    long start = System.nanoTime();
    boolean opened = false;
    try {
      T result = way.open();
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
