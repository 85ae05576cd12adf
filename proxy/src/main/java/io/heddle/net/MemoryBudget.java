package io.heddle.net;

import io.heddle.wire.MemoryLimitExceededException;
import io.heddle.wire.MessageMemoryQuota;
import java.util.concurrent.atomic.AtomicLong;

/// Budget of the heap memory that one kind of data may take together, over all connections: long
/// messages, complete and incomplete ones, or what connections hold besides.
///
/// Without it, each connection could take as much as the limit of a message, before its client has
/// shown credentials. With it, a peer whose message is longer than usual is refused while many others
/// have such messages, and a peer with a message of usual size is served.
public final class MemoryBudget {
  private final long limit;
  private final AtomicLong used = new AtomicLong();

  /// A budget of `limit` bytes.
  public MemoryBudget(long limit) {
    this.limit = limit;
  }

  /// A part of the largest heap, in percent.
  public static MemoryBudget ofHeap(int percent) {
    return new MemoryBudget(Runtime.getRuntime().maxMemory() / 100 * percent);
  }

  /// Bytes in the budget.
  public long limit() {
    return limit;
  }

  /// Bytes in use.
  public long used() {
    return used.get();
  }

  /// Takes `bytes`, which the caller gives back.
  ///
  /// @return whether there were so many left
  public boolean take(int bytes) {
    boolean enough = used.addAndGet(bytes) <= limit;
    if (!enough) {
      used.addAndGet(-bytes);
    }
    return enough;
  }

  /// Gives back `bytes` that were taken.
  public void give(long bytes) {
    used.addAndGet(-bytes);
  }

  /// A share for one connection, of nothing at first.
  public Share share() {
    return new Share();
  }

  /// Share of one connection. Two threads may use it when a request and its response are under way at
  /// the same time.
  public final class Share implements MessageMemoryQuota {
    private long granted;

    private Share() {}

    @Override
    public synchronized void grow(int bytes) throws MemoryLimitExceededException {
      if (!take(bytes)) {
        throw new MemoryLimitExceededException(
            "this proxy has no memory left for a long message head: it keeps "
                + limit
                + " bytes for those of all clients");
      }
      granted += bytes;
    }

    /// Returns all that was granted to the budget: the messages are of no use any more.
    public synchronized void release() {
      if (granted > 0) {
        give(granted);
        granted = 0;
      }
    }
  }
}
