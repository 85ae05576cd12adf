package io.heddle.server.connection;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// Guard against a full heap. New connections are refused before the heap is full: a process without
/// memory can neither serve nor refuse.
///
/// Much of a heap may be garbage. So a heap that looks full is collected first, but not so often that
/// collections take more than a tenth of the time.
final class HeapGuard {
  /// Part of the largest heap, in percent, above which it counts as full.
  private static final int FULL_PERCENT = 85;

  private static final Duration MIN_PERIOD = Duration.ofSeconds(1);
  private static final int PAUSE_FACTOR = 10;

  /// Heap that is guarded.
  interface ObservedHeap {
    /// Bytes in use, garbage included.
    long used();

    /// Largest size in bytes.
    long max();

    /// Removes the garbage.
    void collect();
  }

  /// The heap of this process.
  static final ObservedHeap OF_PROCESS =
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

  HeapGuard(ObservedHeap heap) {
    this.heap = heap;
    full = heap.max() / 100 * FULL_PERCENT;
  }

  /// Whether there is too little memory for another connection.
  boolean isFull() {
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
