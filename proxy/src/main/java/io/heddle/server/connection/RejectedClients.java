package io.heddle.server.connection;

import io.heddle.address.Address;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.tinylog.Logger;

/// Counts of connections that their listeners do not serve: because its `clients` do not name the
/// client, or because it belongs to another user of this machine. The log has a warning with the
/// latest client, at most one of each kind in a minute: a scanner must not fill it.
public final class RejectedClients {
  private static final long PAUSE_NANOS = Duration.ofMinutes(1).toNanos();

  private final LongAdder count = new LongAdder();
  private final LongAdder otherUsers = new LongAdder();
  private final AtomicLong lastWarning = firstTime();
  private final AtomicLong lastUserWarning = firstTime();

  /// Counts one that `clients` do not name.
  ///
  /// @param listener the address to which it connected
  public void add(Address client, Address listener) {
    count.increment();
    if (isTimeFor(lastWarning)) {
      Logger.warn(
          "closed a connection from {} to {}, whose clients do not include it; {} since the start",
          client,
          listener,
          count.sum());
    }
  }

  /// Counts one of another user.
  ///
  /// @param user number of the user of the client, unsigned
  /// @param listener the address to which it connected
  public void addOtherUser(int user, Address client, Address listener) {
    otherUsers.increment();
    if (isTimeFor(lastUserWarning)) {
      Logger.warn(
          "refused {}, a client of the user with uid {}, at {}, which serves only the user of this"
              + " proxy and root; {} since the start",
          client,
          Integer.toUnsignedString(user),
          listener,
          otherUsers.sum());
    }
  }

  private static AtomicLong firstTime() {
    return new AtomicLong(System.nanoTime() - PAUSE_NANOS);
  }

  private static boolean isTimeFor(AtomicLong lastWarning) {
    long now = System.nanoTime();
    long last = lastWarning.get();
    return now - last >= PAUSE_NANOS && lastWarning.compareAndSet(last, now);
  }

  /// The number of those that `clients` do not name, since the start of the program.
  public long count() {
    return count.sum();
  }

  /// The number of those of other users, since the start of the program.
  public long otherUsers() {
    return otherUsers.sum();
  }
}
