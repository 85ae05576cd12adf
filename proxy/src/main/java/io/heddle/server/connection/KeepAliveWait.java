package io.heddle.server.connection;

import io.heddle.net.Connection;
import io.heddle.net.IdleWatch;
import io.heddle.net.scheduler.Schedulers.YieldBudget;
import io.heddle.time.Deadline;
import java.io.IOException;
import java.time.Duration;

/// Wait of a client connection for its next request. Meanwhile it has no buffer and no timer.
///
/// @param limit of the wait
public record KeepAliveWait(Connection client, Duration limit) implements IdleWatch.Watched {

  /// Waits for the first byte of the next request.
  ///
  /// @param budget yields to other threads when a client sends many requests at once
  /// @return whether there is a request to serve: not after the limit, and not if the connection is
  ///     to be closed
  /// @throws IOException if the client is gone, or the thread was interrupted
  public static boolean awaitRequest(
      Connection client,
      LiveConnection connection,
      YieldBudget budget,
      IdleWatch watch,
      Duration limit)
      throws IOException {
    if (!connection.markIdle()) {
      return false;
    }
    if (client.reader().buffered() > 0) {
      budget.yieldIfSpent();
      return connection.markActive();
    }
    budget.reset();
    client.reader().releaseBuffer();
    client.deadline(Deadline.NONE);
    IdleWatch.Registration entry = watch.begin(new KeepAliveWait(client, limit));
    try {
      client.awaitPayload();
      return connection.markActive();
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
