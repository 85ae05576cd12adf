package io.heddle.server.connection;

import io.heddle.address.Address;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.tinylog.Logger;

/// Count of the connections that were closed because the `clients` of their listener do not name the
/// client. The log has a warning with the latest client, at most one in a minute: a scanner must not
/// fill it.
public final class RejectedClients {
  private static final long PAUSE_NANOS = Duration.ofMinutes(1).toNanos();

  private final LongAdder count = new LongAdder();
  private final AtomicLong lastWarning = new AtomicLong(System.nanoTime() - PAUSE_NANOS);

  /// Counts one.
  ///
  /// @param listener the address to which it connected
  public void add(Address client, Address listener) {
    count.increment();
    long now = System.nanoTime();
    long last = lastWarning.get();
    if (now - last >= PAUSE_NANOS && lastWarning.compareAndSet(last, now)) {
      Logger.warn(
          "closed a connection from {} to {}, whose clients do not include it; {} since the start",
          client,
          listener,
          count.sum());
    }
  }

  /// The number since the start of the program.
  public long count() {
    return count.sum();
  }
}
