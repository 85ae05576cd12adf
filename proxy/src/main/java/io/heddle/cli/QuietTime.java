package io.heddle.cli;

import io.heddle.net.Carriers;
import io.heddle.server.LiveConnections;
import java.time.Duration;

/// Gives memory back when a burst of connections is over. The JVM's collector for small programs
/// works when the heap is full, and not at all when nothing happens: what a thousand tunnels took
/// would be kept until the next thousand.
///
/// It stops the program for as long as all objects that live need to be looked at, some ten
/// milliseconds for a thousand tunnels, so it is done when no connection comes or goes. The
/// collectors that do so by themselves were rejected: they take more memory at rest.
///
/// For one thread.
final class QuietTime {
  private static final Duration PERIOD = Duration.ofSeconds(5);

  /// Connections that have ended, each of which leaves some kilobytes behind.
  static final long MANY = 500;

  /// Bytes: more than the youngest objects may take, which are collected all the time.
  static final long MUCH = 16 << 20;

  /// What the program tells of itself.
  interface Readings {
    /// How many connections there have been.
    long accepted();

    /// How many there are.
    long open();

    /// Bytes of the heap that are not free.
    long used();

    /// Frees all that can be.
    void collect();
  }

  private final Readings now;
  private long accepted;
  private long open;
  private long endedBefore;
  private long usedBefore;

  QuietTime(Readings now) {
    this.now = now;
  }

  /// Looks now and then, in the background, as long as the program runs.
  static void use(LiveConnections connections) {
    QuietTime time = new QuietTime(of(connections));
    Carriers.together().newThread(time::run).start();
  }

  private static Readings of(LiveConnections connections) {
    return new Readings() {
      @Override
      public long accepted() {
        return connections.accepted();
      }

      @Override
      public long open() {
        return connections.count();
      }

      @Override
      public long used() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
      }

      @Override
      public void collect() {
        System.gc();
      }
    };
  }

  private void run() {
    try {
      while (true) {
        Thread.sleep(PERIOD);
        look();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Collects if it is quiet since the last look, and worth it since the last collection.
  void look() {
    boolean quiet = now.accepted() == accepted && now.open() == open;
    accepted = now.accepted();
    open = now.open();
    long ended = accepted - open;
    if (quiet && (ended - endedBefore >= MANY || now.used() - usedBefore >= MUCH)) {
      now.collect();
      endedBefore = ended;
      usedBefore = now.used();
    }
  }
}
