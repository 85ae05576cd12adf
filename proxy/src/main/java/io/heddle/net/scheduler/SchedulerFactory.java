package io.heddle.net.scheduler;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.tinylog.Logger;

/// Factory of the program's virtual threads, on the scheduler that `-Dheddle.scheduler` chooses
/// ([SchedulerChoice]). The schedulers run from their first use to the program's end.
///
/// A thread stays on its [EpollScheduler], and those that it starts run there too. So a connection
/// is on one scheduler as a whole, and its threads never wake another processor to wake each other.
public final class SchedulerFactory {
  /// More epoll schedulers would sleep more often, and those that are awake find more to do at once.
  private static final int MAX_EPOLL_SCHEDULERS = 4;

  private static final AtomicInteger LAST_INDEX = new AtomicInteger();

  private SchedulerFactory() {}

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
    Scheduler.current().compute(task);
  }
}
