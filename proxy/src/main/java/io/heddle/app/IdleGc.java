package io.heddle.app;

import io.heddle.concurrent.Supervisor;
import io.heddle.net.scheduler.Schedulers;
import io.heddle.server.connection.LiveConnections;
import java.time.Duration;

/// Garbage collection at times when the proxy is idle, which returns memory to the system after a
/// burst of connections.
///
/// The serial collector examines old objects only when the heap cannot grow any more, and the heap
/// may grow to a quarter of the machine's memory. Without this class, the memory of a thousand
/// tunnels would stay in use, and later tunnels would take more.
///
/// A full collection stops the program for as long as it takes to examine all live objects: about
/// ten milliseconds for a thousand tunnels. So it runs when no connection was opened or closed for
/// one period; a busy program collects only when much more memory can be freed. The collectors that
/// do this by themselves (G1, ZGC, Shenandoah) were rejected: they take more memory at rest.
///
/// Not thread-safe.
public final class IdleGc {
  private static final Duration PERIOD = Duration.ofSeconds(5);

  /// The number of closed connections that justifies a collection when idle. Each leaves some
  /// kilobytes of garbage.
  static final long MIN_CLOSED = 100;

  /// The heap growth, in bytes, that justifies a collection when idle. It is more than the young
  /// generation holds, which is collected all the time.
  static final long MIN_GROWTH_IDLE = 16 << 20;

  /// The heap growth, in bytes, that justifies a collection at any time.
  static final long MIN_GROWTH_BUSY = 64 << 20;

  /// Process whose heap is collected.
  interface ObservedProcess {
    /// The number of connections accepted so far.
    long accepted();

    /// The number of open connections.
    long open();

    /// The used bytes of the heap, garbage included.
    long usedHeap();

    /// Runs a full collection.
    void collectGarbage();
  }

  private final ObservedProcess process;
  private long lastAccepted;
  private long lastOpen;
  private long closedAtCollection;
  private long usedAtCollection;

  IdleGc(ObservedProcess process) {
    this.process = process;
  }

  /// Checks once a period, in the background, as long as the program runs.
  public static void start(LiveConnections connections) {
    IdleGc gc = new IdleGc(process(connections));
    Schedulers.shared()
        .newThread(() -> Supervisor.runInterruptibly("the collection when idle", gc::run))
        .start();
  }

  private static ObservedProcess process(LiveConnections connections) {
    return new ObservedProcess() {
      @Override
      public long accepted() {
        return connections.accepted();
      }

      @Override
      public long open() {
        return connections.count();
      }

      @Override
      public long usedHeap() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
      }

      @Override
      public void collectGarbage() {
        System.gc();
      }
    };
  }

  private void run() throws InterruptedException {
    while (true) {
      Thread.sleep(PERIOD);
      check();
    }
  }

  /// Collects if enough has changed since the last collection.
  void check() {
    boolean idle = process.accepted() == lastAccepted && process.open() == lastOpen;
    lastAccepted = process.accepted();
    lastOpen = process.open();
    long closed = lastAccepted - lastOpen;
    long used = process.usedHeap();
    usedAtCollection = Math.min(usedAtCollection, used);
    long growth = used - usedAtCollection;
    // Compared with the live objects, too: they determine how long the program stops.
    boolean worthwhile =
        idle
            ? closed - closedAtCollection >= MIN_CLOSED
                || growth >= Math.max(MIN_GROWTH_IDLE, usedAtCollection / 2)
            : growth >= Math.max(MIN_GROWTH_BUSY, usedAtCollection);
    if (worthwhile) {
      process.collectGarbage();
      closedAtCollection = closed;
      usedAtCollection = process.usedHeap();
    }
  }
}
