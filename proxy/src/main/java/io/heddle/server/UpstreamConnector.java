package io.heddle.server;

import io.heddle.net.Connection;
import io.heddle.outbound.Outbound;
import io.heddle.outbound.UpstreamFailedException;
import io.heddle.request.ProxyRequest;
import io.heddle.request.RefusedException;
import io.heddle.server.connection.LiveRequest;
import io.heddle.server.metrics.OutboundStats;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// The opening of a connection for a client that waits for it, with its time taken.
record UpstreamConnector(
    Outbound outbound,
    ProxyRequest request,
    Connection client,
    ListenerContext context,
    LiveRequest live) {
  /// What opens it.
  @FunctionalInterface
  interface Way<T> {
    T open() throws RefusedException, IOException;
  }

  /// Opens it.
  ///
  /// @throws IOException also if the client is gone
  <T> T by(Way<T> way) throws RefusedException, IOException {
    DialEvent event = new DialEvent();
    event.begin();
    boolean opened = false;
    try {
      T result = counted(way);
      opened = true;
      return result;
    } finally {
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

  private <T> T counted(Way<T> way) throws RefusedException, IOException {
    live.markConnecting();
    OutboundStats dials = context.runtime().metrics().outbound(outbound.name());
    long start = System.nanoTime();
    try {
      T result = ClientAbortWatch.of(way, client, context);
      dials.succeeded(since(start));
      return result;
    } catch (UpstreamFailedException e) {
      dials.failed(since(start), Optional.of(e.refusal().details()));
      throw e;
    } catch (RefusedException e) {
      dials.failed(since(start), Optional.empty());
      throw e;
    } catch (IOException e) {
      // The client is gone, or the program ends.
      dials.failed(since(start));
      throw e;
    }
  }

  private static Duration since(long startNanos) {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }
}
