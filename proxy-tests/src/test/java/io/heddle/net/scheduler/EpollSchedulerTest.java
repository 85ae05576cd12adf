package io.heddle.net.scheduler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.heddle.net.udp.ReceiveBatch;
import io.heddle.net.udp.UdpSocket;
import io.heddle.net.udp.UdpSockets;
import io.heddle.support.Await;
import io.heddle.support.DatagramPeer;
import io.heddle.time.Deadline;
import java.io.IOException;
import java.lang.Thread.State;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Threads that share one processor, whichever scheduler the program has.
@Tag("component")
class EpollSchedulerTest {
  private EpollScheduler scheduler;

  @BeforeEach
  void start() throws IOException {
    assumeTrue(EpollScheduler.isAvailable(), "this system has no epoll");
    scheduler = EpollScheduler.start("tested");
  }

  @Test
  void itCarriesItsThreadsAndThoseThatTheyStart() throws Exception {
    FutureTask<String> child = new FutureTask<>(() -> Thread.currentThread().toString());
    FutureTask<String> parent =
        new FutureTask<>(() -> {
          Thread.ofVirtual().start(child);
          return Thread.currentThread().toString();
        });
    scheduler.threads().newThread(parent).start();
    assertTrue(parent.get().endsWith("@tested"), parent.get());
    assertTrue(child.get().endsWith("@tested"), child.get());
  }

  /// A thread in epoll_wait counts as running.
  @Test
  void aRetiredCarrierIsNotInNativeCode() throws Exception {
    FutureTask<Thread> carrier = new FutureTask<>(Thread::currentThread);
    scheduler.execute(carrier);
    assertEquals("tested", carrier.get().getName());
    Await.until("the carrier polls", () -> carrier.resultNow().getState() == State.RUNNABLE);
    scheduler.retire();
    Await.until("the carrier is parked", () -> carrier.resultNow().getState() == State.WAITING);
  }

  /// On the JDK's scheduler, threads that only yield to each other keep out a thread that is woken.
  @Test
  void threadsThatOnlyYieldLeaveRoomForThoseThatWait() throws Exception {
    ThreadFactory threads = scheduler.threads();
    AtomicBoolean over = new AtomicBoolean();
    try (DatagramPeer peer = DatagramPeer.open();
        UdpSocket port = open()) {
      for (int i = 0; i < 4; i++) {
        threads.newThread(() -> yieldUntil(over)).start();
      }
      for (int i = 0; i < 10; i++) {
        FutureTask<ReceiveBatch> wait = new FutureTask<>(() -> received(port));
        threads.newThread(wait).start();
        peer.sendsText("ping", port.local());
        assertEquals(1, wait.get().count());
      }
    } finally {
      over.set(true);
    }
  }

  @Test
  void aComputationLeavesTheCarrierToOtherThreads() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    AtomicReference<Thread> computing = new AtomicReference<>();
    FutureTask<Boolean> computation =
        new FutureTask<>(
            () ->
                Schedulers.compute(() -> {
                  computing.set(Thread.currentThread());
                  spinUntil(over);
                }),
            true);
    scheduler.threads().newThread(computation).start();
    FutureTask<Boolean> other = new FutureTask<>(() -> over.set(true), true);
    scheduler.threads().newThread(other).start();
    assertTrue(other.get());
    assertTrue(computation.get());
    assertFalse(computing.get().isVirtual());
  }

  @Test
  void aFailedComputationFails() throws Exception {
    FutureTask<Throwable> failure =
        new FutureTask<>(() ->
            assertThrows(
                IllegalStateException.class,
                () ->
                    Schedulers.compute(() -> {
                      throw new IllegalStateException("as it does");
                    })));
    scheduler.threads().newThread(failure).start();
    assertTrue(failure.get().toString().contains("as it does"), failure.get().toString());
  }

  /// All threads of the carrier would wait for ever otherwise.
  @Test
  void aCarrierSurvivesAFailureOfATask() throws Exception {
    scheduler.execute(() -> {
      throw new OutOfMemoryError("not really");
    });
    FutureTask<String> next = new FutureTask<>(() -> Thread.currentThread().toString());
    scheduler.threads().newThread(next).start();
    assertTrue(next.get().endsWith("@tested"), next.get());
  }

  /// The system suspends some of these threads while they wake the carrier, and it sleeps again before
  /// they continue.
  @Test
  void aCarrierIsWokenByManyThreadsAtOnce() throws Exception {
    try (ExecutorService others = Executors.newFixedThreadPool(8)) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        all.add(others.submit(() -> wakeOften(scheduler)));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
  }

  private static Void wakeOften(EpollScheduler scheduler) throws Exception {
    for (int i = 0; i < 50_000; i++) {
      FutureTask<Boolean> task = new FutureTask<>(() -> true);
      scheduler.execute(task);
      assertTrue(task.get(10, TimeUnit.SECONDS));
    }
    return null;
  }

  private static UdpSocket open() throws IOException {
    return new UdpSockets(UdpSockets.Batching.BATCHED).open(InetAddress.ofLiteral("127.0.0.1"), 0);
  }

  /// Yields all the time, so that it is always ready.
  @SuppressWarnings("ThreadPriorityCheck")
  private static void yieldUntil(AtomicBoolean over) {
    while (!over.get()) {
      Thread.yield();
    }
  }

  private static void spinUntil(AtomicBoolean over) {
    while (!over.get()) {
      Thread.onSpinWait();
    }
  }

  private static ReceiveBatch received(UdpSocket port) throws IOException {
    ReceiveBatch burst = new ReceiveBatch();
    while (burst.count() == 0) {
      Readiness.await(port.channel(), Readiness.Event.READABLE, Deadline.NONE);
      port.receive(burst);
    }
    return burst;
  }
}
