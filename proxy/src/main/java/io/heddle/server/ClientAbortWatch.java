package io.heddle.server;

import io.heddle.net.Connection;
import io.heddle.net.IdleWatch;
import io.heddle.net.PeerLiveness;
import io.heddle.request.RefusedException;
import java.io.IOException;
import java.time.Duration;

/// The time in which a client waits for its way to a target, and may leave: then the dial is given
/// up. A client that only ends its output may be waiting for what the target says.
///
/// @param halfClosed how long an ended client is waited for
record ClientAbortWatch(Connection client, PeerLiveness presence, Duration halfClosed)
    implements IdleWatch.Watched {
  /// A dial has a deadline of its own.
  private static final Duration UNLIMITED = Duration.ofDays(1);

  /// What `way` opens, if the client waits for it; nobody else may read from the client.
  ///
  /// @throws IOException also if the client is gone
  static <T> T of(UpstreamConnector.Way<T> way, Connection client, ListenerContext context)
      throws RefusedException, IOException {
    var dial =
        new ClientAbortWatch(client, client.presence(), context.timeouts().relay().halfClosed());
    IdleWatch.Entry entry = context.runtime().idleWatch().begin(dial);
    try {
      return way.open();
    } catch (IOException e) {
      if (entry.end()) {
        throw new IOException("the client has left while its target was dialled", e);
      }
      throw e;
    } finally {
      entry.end();
    }
  }

  @Override
  public long activity() {
    return presence.sign() == PeerLiveness.Sign.ENDED ? 1 : 0;
  }

  @Override
  public Duration limit() {
    return presence.patience(UNLIMITED, halfClosed);
  }

  @Override
  public void lookAround() {
    presence.look();
  }

  @Override
  public void keepAlive() {
    client.keepAlive();
  }
}
