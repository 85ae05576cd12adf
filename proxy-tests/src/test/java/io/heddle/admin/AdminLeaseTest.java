package io.heddle.admin;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.net.scheduler.BlockingCalls;
import io.heddle.support.EarlyWakeups;
import io.heddle.support.SocketPair;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Lease of a client of the admin server, such as a session of `heddle exec`.
@Tag("component")
class AdminLeaseTest {
  private static final Duration MOMENT = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @AutoClose private final SocketPair pair = SocketPair.open();
  private final AtomicBoolean released = new AtomicBoolean();

  private Void serve() throws Exception {
    AdminHandler handler =
        _ -> AdminResponse.text(200, "granted").withLease(() -> released.set(true));
    try (var connection =
        new AdminConnection(
            EarlyWakeups.before(pair.near(), 3), handler, new BlockingCalls("lease", 1))) {
      connection.respondAtOnce(connection.readRequest().orElseThrow());
      connection.awaitEnd();
    }
    return null;
  }

  @Test
  void outlivesAWaitThatEndsTooEarlyAndEndsWithItsClient() throws Exception {
    pair.farSends("POST /commands HTTP/1.1\r\nHost: heddle\r\n\r\n");
    Thread server = Thread.ofVirtual().start(new FutureTask<>(this::serve));
    assertFalse(server.join(MOMENT), "the session has ended while its command runs");
    assertFalse(released.get());
    pair.endOfFar();
    assertTrue(server.join(PATIENCE));
    assertTrue(released.get());
  }
}
