package io.heddle.server;

import io.heddle.net.Connection;
import io.heddle.net.IdleWatch;
import io.heddle.time.Deadline;
import java.io.IOException;
import java.time.Duration;

/// The time of a kept connection between two requests, in which it has no buffer and no timer.
///
/// @param limit of this time
record KeepAliveWait(Connection client, Duration limit) implements IdleWatch.Watched {

  /// Waits for the first byte of the client's next request.
  ///
  /// @return whether there is to be one: the wait has its limit, and ends with the server's service
  /// @throws IOException if the client is gone, or the thread was interrupted
  static boolean awaitRequest(Connection client, LiveConnection live, Services services)
      throws IOException {
    if (!live.rest()) {
      return false;
    }
    if (client.reader().buffered() > 0) {
      return live.wake();
    }
    client.reader().releaseBuffer();
    client.deadline(Deadline.NONE);
    IdleWatch.Registration entry =
        services.idleWatch().begin(new KeepAliveWait(client, services.relayLimits().idle()));
    try {
      client.awaitReadable();
      return live.wake();
    } catch (IOException e) {
      if (entry.end()) {
        return false;
      }
      throw e;
    } finally {
      entry.end();
    }
  }

  @Override
  public long activity() {
    return 0;
  }

  @Override
  public void keepAlive() {
    client.keepAlive();
  }
}
