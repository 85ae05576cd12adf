package io.heddle.net.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.jdk.Platform;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Threads of the program, on the scheduler that the tests are run with.
@Tag("component")
class SchedulersTest {
  /// Fails with a JDK in which threads cannot be given a scheduler. Nothing else would show that.
  @Test
  void threadsRunOnTheSchedulerThatWasChosen() throws Exception {
    boolean linux = Platform.isLinux();
    String chosen = System.getProperty("heddle.scheduler", linux ? "epoll" : "jdk");
    String carrier = chosen.equals("epoll") ? "@carrier-0" : "@ForkJoinPool-1-worker-\\d+";
    FutureTask<String> child = new FutureTask<>(() -> Thread.currentThread().toString());
    FutureTask<String> parent =
        new FutureTask<>(() -> {
          Thread.ofVirtual().start(child);
          return Thread.currentThread().toString();
        });
    Schedulers.shared().newThread(parent).start();
    assertTrue(parent.get().matches(".*" + carrier), parent.get());
    assertTrue(child.get().matches(".*" + carrier), child.get());
  }

  @Test
  void threadsAreOnAllEpollSchedulersByTurns() throws Exception {
    Set<Scheduler> schedulers = new HashSet<>();
    ThreadFactory threads = Schedulers.roundRobin();
    for (int i = 0; i < 8; i++) {
      FutureTask<Scheduler> thread = new FutureTask<>(Schedulers::current);
      threads.newThread(thread).start();
      schedulers.add(thread.get());
    }
    int processors = Runtime.getRuntime().availableProcessors();
    boolean epoll = !schedulers.contains(JdkScheduler.INSTANCE);
    assertEquals(epoll ? Math.min(processors, 4) : 1, schedulers.size());
  }

  @Test
  void aComputationLeavesTheSchedulerToOtherThreads() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    FutureTask<Boolean> computation =
        new FutureTask<>(() -> Schedulers.compute(() -> spinUntil(over)), true);
    Schedulers.shared().newThread(computation).start();
    FutureTask<Boolean> other = new FutureTask<>(() -> over.set(true), true);
    Schedulers.shared().newThread(other).start();
    assertTrue(other.get());
    assertTrue(computation.get());
  }

  private static void spinUntil(AtomicBoolean over) {
    while (!over.get()) {
      Thread.onSpinWait();
    }
  }
}
