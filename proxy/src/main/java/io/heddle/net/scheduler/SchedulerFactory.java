package io.heddle.net.scheduler;

import java.io.IOException;
import java.nio.channels.Channel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/// Makes the virtual threads that wait for sockets: on carriers that poll, where the system has
/// what those need, on the JDK's scheduler elsewhere. The carriers are those of the program, and
/// run from their first use to its end.
///
/// A thread stays on its carrier, and those that it starts are carried there too. So a connection
/// is on one carrier as a whole, and its threads never wake another processor to wake each other.
public final class SchedulerFactory {
  /// More would be idle more often, and those that are awake find more to do at once.
  private static final int MOST = 4;

  private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

  private SchedulerFactory() {}

  private static final class OfTheProgram {
    private static final List<EpollScheduler> POLLING =
        EpollScheduler.isAvailable() ? start() : List.of();
    private static final List<ThreadFactory> ALL =
        POLLING.isEmpty()
            ? List.of(Thread.ofVirtual().factory())
            : POLLING.stream().map(EpollScheduler::threads).toList();
    private static final AtomicInteger LAST = new AtomicInteger();

    private static List<EpollScheduler> start() {
      List<EpollScheduler> started = new ArrayList<>();
      try {
        for (int i = 0; i < Math.min(PROCESSORS, MOST); i++) {
          started.add(EpollScheduler.start("carrier-" + i));
        }
      } catch (IOException e) {
        // There are no descriptors for more.
      }
      return started;
    }
  }

  private static final class ForComputing {
    private static final ForkJoinPool THREADS = new ForkJoinPool(PROCESSORS);
  }

  /// Whether there are some that poll; otherwise threads wait at the JDK's poller.
  public static boolean poll() {
    return !OfTheProgram.POLLING.isEmpty();
  }

  /// To be called before a listening channel is closed whose socket others may have open: the
  /// system would go on telling of it.
  public static void stop(Channel listening) {
    OfTheProgram.POLLING.forEach(carrier -> carrier.watches().stop(listening));
  }

  /// Makes threads that do little, all on one carrier.
  public static ThreadFactory together() {
    return OfTheProgram.ALL.getFirst();
  }

  /// Makes threads on all carriers by turns.
  public static ThreadFactory spread() {
    return task -> {
      List<ThreadFactory> all = OfTheProgram.ALL;
      int turn = Math.floorMod(OfTheProgram.LAST.incrementAndGet(), all.size());
      return all.get(turn).newThread(task);
    };
  }

  /// Runs what computes for milliseconds. If the calling thread shares its carrier with others that
  /// would have to wait, another thread runs it, and this one waits.
  public static void compute(Runnable task) {
    if (EpollScheduler.current().isPresent()) {
      ForComputing.THREADS.submit(task).join();
    } else {
      task.run();
    }
  }
}
