package io.heddle.app;

import io.heddle.net.scheduler.SchedulerFactory;
import io.heddle.server.LiveConnections;
import java.time.Duration;

/// Gives memory back when a burst of connections is over. The JVM's collector for small programs
/// looks at old objects when the heap cannot grow any more, which is at a quarter of the machine's
/// memory: what a thousand tunnels took would be kept, and more be taken by those that follow.
///
/// It stops the program for as long as all objects that live need to be looked at, some ten
/// milliseconds for a thousand tunnels, so it is done when no connection comes or goes, and in a
/// busy program only for far more. The collectors that do so by themselves were rejected: they take
/// more memory at rest.
///
/// For one thread.
public final class IdleGc {
  private static final Duration PERIOD = Duration.ofSeconds(5);

  /// Connections that have ended, each of which leaves some kilobytes behind.
  static final long MANY = 100;

  /// Bytes: more than the youngest objects may take, which are collected all the time.
  static final long MUCH = 16 << 20;

  /// Bytes that are worth a stop at any time.
  static final long TOO_MUCH = 64 << 20;

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

  IdleGc(Readings now) {
    this.now = now;
  }

  /// Looks now and then, in the background, as long as the program runs.
  public static void use(LiveConnections connections) {
    IdleGc time = new IdleGc(of(connections));
    SchedulerFactory.shared().newThread(time::run).start();
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

  /// Collects if it is worth it since the last time.
  void look() {
    boolean quiet = now.accepted() == accepted && now.open() == open;
    accepted = now.accepted();
    open = now.open();
    long ended = accepted - open;
    long used = now.used();
    usedBefore = Math.min(usedBefore, used);
    long more = used - usedBefore;
    // A share of what lives, too, since that is what a stop costs.
    boolean worth =
        quiet
            ? ended - endedBefore >= MANY || more >= Math.max(MUCH, usedBefore / 2)
            : more >= Math.max(TOO_MUCH, usedBefore);
    if (worth) {
      now.collect();
      endedBefore = ended;
      usedBefore = now.used();
    }
  }
}
