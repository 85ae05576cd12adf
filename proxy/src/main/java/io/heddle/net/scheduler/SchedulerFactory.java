package io.heddle.net.scheduler;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.tinylog.Logger;

/// Makes the virtual threads of the program, on the scheduler that `-Dheddle.scheduler` chooses
/// ([SchedulerChoice]). The schedulers run from their first use to the program's end.
///
/// A thread stays on its [EpollScheduler], and those that it starts run there too. So a connection
/// is on one scheduler as a whole, and its threads never wake another processor to wake each other.
public final class SchedulerFactory {
  /// More epoll schedulers would sleep more often, and those that are awake find more to do at once.
  private static final int MOST = 4;

  private static final AtomicInteger LAST = new AtomicInteger();

  private SchedulerFactory() {}

  /// Started when first used.
  private static final class OfTheProgram {
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
      int count = Math.min(Runtime.getRuntime().availableProcessors(), MOST);
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
    OfTheProgram.ALL.getFirst().prepare();
  }

  /// Makes threads that do little, all on one scheduler.
  public static ThreadFactory together() {
    return OfTheProgram.ALL.getFirst().threads();
  }

  /// Makes threads on all schedulers by turns.
  public static ThreadFactory spread() {
    return task -> {
      List<? extends Scheduler> all = OfTheProgram.ALL;
      int turn = Math.floorMod(LAST.incrementAndGet(), all.size());
      return all.get(turn).threads().newThread(task);
    };
  }

  /// How long a thread of the program may run before it gives way, in nanoseconds.
  static long turnNanos() {
    return OfTheProgram.ALL.getFirst().turnNanos();
  }

  /// To be called before a listening channel is closed whose socket others may have open: the
  /// system would go on telling of it.
  public static void stop(Channel listening) {
    OfTheProgram.ALL.forEach(scheduler -> scheduler.stopWatching(listening));
  }

  /// Runs what computes for milliseconds. If the calling thread shares its carrier with others that
  /// would have to wait, another thread runs it, and this one waits.
  public static void compute(Runnable task) {
    Scheduler.current().compute(task);
  }
}
