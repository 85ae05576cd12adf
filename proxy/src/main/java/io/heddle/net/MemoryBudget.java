package io.heddle.net;

import io.heddle.wire.MemoryLimitExceededException;
import io.heddle.wire.MessageMemoryQuota;
import java.time.Duration;
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

  /// Guard against a full heap. New connections are refused before the heap is full: a process without
  /// memory can neither serve nor refuse.
  ///
  /// Much of a heap may be garbage. So a heap that looks full is collected first, but not so often that
  /// collections take more than a tenth of the time.
  public static final class HeapGuard {
    /// Part of the largest heap, in percent, above which it counts as full.
    private static final int FULL_PERCENT = 85;

    private static final Duration MIN_PERIOD = Duration.ofSeconds(1);
    private static final int PAUSE_FACTOR = 10;

    /// Heap that is guarded.
    public interface ObservedHeap {
      /// Bytes in use, garbage included.
      long used();

      /// Largest size in bytes.
      long max();

      /// Removes the garbage.
      void collect();
    }

    /// The heap of this process.
    public static final ObservedHeap OF_PROCESS =
        new ObservedHeap() {
          private final Runtime runtime = Runtime.getRuntime();

          @Override
          public long used() {
            return runtime.totalMemory() - runtime.freeMemory();
          }

          @Override
          public long max() {
            return runtime.maxMemory();
          }

          @Override
          public void collect() {
            runtime.gc();
          }
        };

    private final ObservedHeap heap;
    private final long full;
    private final AtomicLong nextCollection = new AtomicLong(System.nanoTime());

    public HeapGuard(ObservedHeap heap) {
      this.heap = heap;
      full = heap.max() / 100 * FULL_PERCENT;
    }

    /// Whether there is too little memory for another connection.
    public boolean isFull() {
      if (heap.used() < full) {
        return false;
      }
      collectSometimes();
      return heap.used() >= full;
    }

    private void collectSometimes() {
      long begin = System.nanoTime();
      long next = nextCollection.get();
      if (begin - next >= 0 && nextCollection.compareAndSet(next, begin + MIN_PERIOD.toNanos())) {
        heap.collect();
        long end = System.nanoTime();
        nextCollection.set(end + Math.max(MIN_PERIOD.toNanos(), PAUSE_FACTOR * (end - begin)));
      }
    }
  }
}
