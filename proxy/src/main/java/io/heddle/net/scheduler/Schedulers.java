package io.heddle.net.scheduler;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channel;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.tinylog.Logger;

/// Schedulers of the program's virtual threads, of the kind that `-Dheddle.scheduler` chooses
/// ([SchedulerChoice]). The schedulers run from their first use to the program's end.
///
/// A thread stays on its [EpollScheduler], and those that it starts run there too. So a connection
/// is on one scheduler as a whole, and its threads never wake another processor to wake each other.
public final class Schedulers {
  /// More epoll schedulers would sleep more often, and those that are awake find more to do at once.
  private static final int MAX_EPOLL_SCHEDULERS = 4;

  private static final AtomicInteger LAST_INDEX = new AtomicInteger();

  /// Those that run; empty before the first use.
  private static volatile List<EpollScheduler> running = List.of();

  private Schedulers() {}

  /// Started when first used.
  private static final class ProgramSchedulers {
    private static final List<? extends Scheduler> ALL = start();

    private static List<? extends Scheduler> start() {
      try {
        return switch (SchedulerChoice.read()) {
          case EPOLL -> startEpoll();
          case JDK -> List.of(JdkScheduler.INSTANCE);
        };
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static List<? extends Scheduler> startEpoll() {
      int count = Math.min(Runtime.getRuntime().availableProcessors(), MAX_EPOLL_SCHEDULERS);
      List<EpollScheduler> started = new ArrayList<>();
      try {
        for (int i = 0; i < count; i++) {
          started.add(EpollScheduler.start("carrier-" + i));
        }
      } catch (IOException e) {
        Logger.warn("{} of {} epoll schedulers: {}", started.size(), count, e.getMessage());
      }
      running = started;
      return started.isEmpty() ? List.of(JdkScheduler.INSTANCE) : started;
    }
  }

  /// Starts the schedulers, with the descriptors that they need, before clients can take all.
  ///
  /// @throws IOException if the chosen scheduler cannot run here, or there are no descriptors left
  public static void start() throws IOException {
    SchedulerChoice _ = SchedulerChoice.read();
    ProgramSchedulers.ALL.getFirst().prepare();
  }

  /// The scheduler that runs the calling thread. Platform threads have that of the JDK.
  static Scheduler current() {
    Optional<EpollScheduler> carrier = EpollScheduler.current();
    return carrier.isPresent() ? carrier.get() : JdkScheduler.INSTANCE;
  }

  /// A factory of threads that do little, all on one scheduler.
  public static ThreadFactory shared() {
    return ProgramSchedulers.ALL.getFirst().threads();
  }

  /// A factory of threads on all schedulers by turns.
  public static ThreadFactory roundRobin() {
    return task -> {
      List<? extends Scheduler> all = ProgramSchedulers.ALL;
      int turn = Math.floorMod(LAST_INDEX.incrementAndGet(), all.size());
      return all.get(turn).threads().newThread(task);
    };
  }

  /// Stops all carriers. Only for the very end of the program ([EpollScheduler#retire]).
  public static void retire() {
    running.forEach(EpollScheduler::retire);
  }

  /// The time that a thread of the program may run before it yields, in nanoseconds.
  static long yieldIntervalNanos() {
    return ProgramSchedulers.ALL.getFirst().yieldIntervalNanos();
  }

  /// Ends the reports about a listening channel. To be called before it is closed, since another
  /// process may have its socket open: the system would go on reporting connections.
  public static void stopWatching(Channel listening) {
    ProgramSchedulers.ALL.forEach(scheduler -> scheduler.stopWatching(listening));
  }

  /// Runs a task that computes for milliseconds, and returns when it is done. If the calling thread
  /// shares its carrier with others, a platform thread runs the task, so that they need not wait.
  public static void compute(Runnable task) {
    current().compute(task);
  }

  /// Time that a stream may run before its thread yields. A stream that neither end slows down never
  /// waits, so that no other virtual thread would run on its processor, and no interruption would be
  /// noticed. For one stream.
  ///
  /// The budget is time and not bytes, since bytes that have to be parsed take a thousand times as long
  /// as those that are only copied.
  public static final class YieldBudget {
    private static final long INTERVAL = Schedulers.yieldIntervalNanos();

    private static final long NOT_STARTED = Long.MAX_VALUE;

    /// The time of the first move since the last wait. A stream that waits after every few bytes never
    /// reads the clock.
    private long start = NOT_STARTED;

    /// What the scheduler has returned for the last yield.
    private long lastWait;

    /// Restores the whole budget: the stream has waited.
    public void reset() {
      start = NOT_STARTED;
      lastWait = 0;
    }

    /// Yields if the budget is spent. To be called when the stream has moved bytes without waiting.
    ///
    /// @throws ClosedByInterruptException if the thread is interrupted
    public void yieldIfSpent() throws ClosedByInterruptException {
      long now = System.nanoTime();
      // No branch: the first time that one is taken, all compiled code around it is thrown away.
      start = Math.min(start, now);
      if (now - start >= INTERVAL) {
        yieldNow();
        start = System.nanoTime();
      }
    }

    private void yieldNow() throws ClosedByInterruptException {
      lastWait = Schedulers.current().yieldToOthers(lastWait);
      if (Thread.currentThread().isInterrupted()) {
        throw new ClosedByInterruptException();
      }
    }
  }
}
