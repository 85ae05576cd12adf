package io.heddle.net.scheduler;

import static io.heddle.net.scheduler.Readiness.Event.READABLE;
import static io.heddle.net.scheduler.Readiness.Event.WRITABLE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.heddle.net.scheduler.ReadinessSet.Member;
import io.heddle.time.Deadline;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.Pipe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Exchanger;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A thread that waits for several channels, on either scheduler.
@Tag("component")
@Timeout(20)
class ReadinessSetTest {
  enum Threads {
    EPOLL,
    JDK;

    ThreadFactory factory() {
      assumeTrue(this == JDK || EpollScheduler.isAvailable(), "this system has no epoll");
      return this == EPOLL ? Schedulers.shared() : Thread.ofVirtual().factory();
    }

    <T> T run(Callable<T> task) throws Exception {
      return start(task).get();
    }

    <T> FutureTask<T> start(Callable<T> task) {
      var started = new FutureTask<>(task);
      factory().newThread(started).start();
      return started;
    }
  }

  private Pipe one;
  private Pipe other;

  @BeforeEach
  void open() throws IOException {
    one = pipe();
    other = pipe();
  }

  private static Pipe pipe() throws IOException {
    Pipe pipe = Pipe.open();
    pipe.source().configureBlocking(false);
    return pipe;
  }

  @AfterEach
  void close() throws IOException {
    for (Pipe pipe : List.of(one, other)) {
      pipe.source().close();
      pipe.sink().close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void tellsWhichChannelIsReady(Threads threads) throws Exception {
    threads.run(() -> {
      try (ReadinessSet set = ReadinessSet.open()) {
        Member first = set.add(one.source(), READABLE);
        Member second = set.add(other.source(), READABLE);
        for (int i = 0; i < 100; i++) {
          send(i % 2 == 0 ? one : other);
          assertTrue(set.await(Deadline.NONE));
          assertEquals(i % 2 == 0, first.isReady());
          assertEquals(i % 2 != 0, second.isReady());
          assertEquals(1, receive(i % 2 == 0 ? one : other));
        }
      }
      return null;
    });
  }

  @ParameterizedTest
  @EnumSource
  void waitsUntilAChannelIsReady(Threads threads) throws Exception {
    var received = new SynchronousQueue<Integer>();
    var echo =
        threads.start(() -> {
          try (ReadinessSet set = ReadinessSet.open()) {
            Member first = set.add(one.source(), READABLE);
            Member second = set.add(other.source(), READABLE);
            for (int i = 0; i < 100; i++) {
              do {
                assertTrue(set.await(Deadline.NONE));
              } while (!first.isReady() && !second.isReady());
              received.put(receive(first.isReady() ? one : other));
            }
          }
          return null;
        });
    for (int i = 0; i < 100; i++) {
      send(i % 3 == 0 ? one : other);
      assertEquals(1, received.take());
    }
    echo.get();
  }

  @ParameterizedTest
  @EnumSource
  void tellsAgainOfWhatWasNotRead(Threads threads) throws Exception {
    threads.run(() -> {
      try (ReadinessSet set = ReadinessSet.open()) {
        Member first = set.add(one.source(), READABLE);
        Member second = set.add(other.source(), READABLE);
        send(one);
        for (int i = 0; i < 5; i++) {
          assertTrue(set.await(Deadline.NONE));
          assertTrue(first.isReady());
        }
        send(other);
        awaitBoth(set, first, second);
        assertEquals(1, receive(one));
        assertTrue(set.await(Deadline.NONE));
        assertFalse(first.isReady());
        assertTrue(second.isReady());
      }
      return null;
    });
  }

  private static void awaitBoth(ReadinessSet set, Member first, Member second) throws IOException {
    do {
      assertTrue(set.await(Deadline.NONE));
    } while (!first.isReady() || !second.isReady());
  }

  @ParameterizedTest
  @EnumSource
  void waitsForRoomToo(Threads threads) throws Exception {
    one.sink().configureBlocking(false);
    threads.run(() -> {
      try (ReadinessSet set = ReadinessSet.open()) {
        Member reading = set.add(other.source(), READABLE);
        Member writing = set.add(one.sink(), WRITABLE);
        assertTrue(set.await(Deadline.NONE));
        assertTrue(writing.isReady());
        assertFalse(reading.isReady());
      }
      return null;
    });
  }

  @ParameterizedTest
  @EnumSource
  void theDeadlineEndsTheWait(Threads threads) throws Exception {
    threads.run(() -> {
      try (ReadinessSet set = ReadinessSet.open()) {
        Member first = set.add(one.source(), READABLE);
        assertFalse(awaitQuiet(set, Deadline.after(Duration.ofMillis(20))));
        assertFalse(first.isReady());
        assertFalse(set.await(Deadline.after(Duration.ZERO)));
        send(one);
        assertTrue(set.await(Deadline.after(Duration.ofSeconds(10))));
        assertTrue(first.isReady());
      }
      return null;
    });
  }

  /// A wait may return early.
  private static boolean awaitQuiet(ReadinessSet set, Deadline deadline) throws IOException {
    while (set.await(deadline)) {
      assertTrue(deadline.remaining() > 0);
    }
    return false;
  }

  @ParameterizedTest
  @EnumSource
  void anotherThreadEndsTheWait(Threads threads) throws Exception {
    var handed = new Exchanger<ReadinessSet>();
    var work = new AtomicBoolean();
    var waiting =
        threads.start(() -> {
          try (ReadinessSet set = ReadinessSet.open()) {
            Member first = set.add(one.source(), READABLE);
            handed.exchange(set);
            while (!work.get()) {
              assertTrue(set.await(Deadline.NONE));
              assertFalse(first.isReady());
            }
          }
          return null;
        });
    ReadinessSet set = handed.exchange(null);
    work.set(true);
    set.wakeUp();
    waiting.get();
  }

  @ParameterizedTest
  @EnumSource
  void aWakeUpBeforeTheWaitEndsIt(Threads threads) throws Exception {
    threads.run(() -> {
      try (ReadinessSet set = ReadinessSet.open()) {
        set.add(one.source(), READABLE);
        set.wakeUp();
        set.wakeUp();
        assertTrue(set.await(Deadline.NONE));
        assertFalse(awaitQuiet(set, Deadline.after(Duration.ofMillis(20))));
      }
      return null;
    });
  }

  @ParameterizedTest
  @EnumSource
  void anInterruptEndsTheWaitAndLeavesTheChannelsOpen(Threads threads) throws Exception {
    var begun = new CountDownLatch(1);
    var waiter = new Exchanger<Thread>();
    var waiting =
        threads.start(() -> {
          waiter.exchange(Thread.currentThread());
          try (ReadinessSet set = ReadinessSet.open()) {
            set.add(one.source(), READABLE);
            begun.countDown();
            return assertThrows(
                ClosedByInterruptException.class, () -> awaitQuiet(set, Deadline.NONE));
          }
        });
    Thread thread = waiter.exchange(null);
    begun.await();
    thread.interrupt();
    waiting.get();
    assertTrue(one.source().isOpen());
  }

  @ParameterizedTest
  @EnumSource
  void channelsComeAndGo(Threads threads) throws Exception {
    threads.run(() -> {
      try (ReadinessSet set = ReadinessSet.open()) {
        Member first = set.add(one.source(), READABLE);
        Member second = set.add(other.source(), READABLE);
        send(one);
        set.remove(first);
        assertFalse(awaitQuiet(set, Deadline.after(Duration.ofMillis(20))));
        Member again = set.add(one.source(), READABLE);
        assertTrue(set.await(Deadline.NONE));
        assertTrue(again.isReady());
        assertFalse(second.isReady());
      }
      return null;
    });
  }

  @ParameterizedTest
  @EnumSource
  void aClosedChannelIsReady(Threads threads) throws Exception {
    threads.run(() -> {
      try (ReadinessSet set = ReadinessSet.open()) {
        Member first = set.add(one.source(), READABLE);
        Member second = set.add(other.source(), READABLE);
        one.source().close();
        assertTrue(set.await(Deadline.NONE));
        assertTrue(first.isReady());
        assertFalse(second.isReady());
        assertThrows(ClosedChannelException.class, () -> set.add(one.source(), READABLE));
      }
      return null;
    });
  }

  /// Two sets on one thread share nothing, and a channel outlives its set.
  @ParameterizedTest
  @EnumSource
  void aChannelOutlivesItsSet(Threads threads) throws Exception {
    threads.run(() -> {
      for (int i = 0; i < 3; i++) {
        try (ReadinessSet set = ReadinessSet.open()) {
          Member first = set.add(one.source(), READABLE);
          send(one);
          assertTrue(set.await(Deadline.NONE));
          assertTrue(first.isReady());
        }
        assertEquals(1, receive(one));
      }
      send(one);
      Readiness.await(one.source(), READABLE, Deadline.NONE);
      return null;
    });
  }

  /// More of them than there are carriers leave room for others.
  @ParameterizedTest
  @EnumSource
  void threadsThatWaitBlockNoCarrier(Threads threads) throws Exception {
    int count = 4 * Runtime.getRuntime().availableProcessors();
    var begun = new CountDownLatch(count);
    var sets = new ArrayList<ReadinessSet>();
    var waiting = new ArrayList<FutureTask<Boolean>>();
    for (int i = 0; i < count; i++) {
      waiting.add(threads.start(() -> waitsForNothing(sets, begun)));
    }
    begun.await();
    for (int i = 0; i < 100; i++) {
      assertEquals(7, threads.run(() -> 7));
    }
    synchronized (sets) {
      sets.forEach(ReadinessSet::wakeUp);
    }
    for (FutureTask<Boolean> one : waiting) {
      assertTrue(one.get());
    }
  }

  private static boolean waitsForNothing(List<ReadinessSet> sets, CountDownLatch begun)
      throws IOException {
    try (ReadinessSet set = ReadinessSet.open()) {
      synchronized (sets) {
        sets.add(set);
      }
      begun.countDown();
      return set.await(Deadline.NONE);
    }
  }

  private static void send(Pipe pipe) throws IOException {
    assertEquals(1, pipe.sink().write(ByteBuffer.allocate(1)));
  }

  private static int receive(Pipe pipe) throws IOException {
    return pipe.source().read(ByteBuffer.allocate(8));
  }
}
