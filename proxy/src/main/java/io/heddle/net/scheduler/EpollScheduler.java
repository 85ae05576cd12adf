package io.heddle.net.scheduler;

import io.heddle.jdk.BlockingCheck;
import io.heddle.jdk.CarrierLocal;
import io.heddle.jdk.CarrierThreadFactory;
import io.heddle.jdk.Epoll;
import io.heddle.jdk.Platform;
import java.io.IOException;
import java.nio.channels.Channel;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.tinylog.Logger;

/// Scheduler in one platform thread, the carrier, which runs its virtual threads and polls the
/// channels for which they wait:
///
///     ┌─▶ run the threads that are ready ─▶ epoll_wait, blocking if no thread is ready ─┐
///     └─────────────────────────────────────────────────────────────────────────────────┘
///
/// One return from epoll_wait makes all threads ready whose channels are, and a thread that waits for
/// the same channel again needs no system call. The run queue is first in, first out: a thread that
/// is woken runs after those that were ready before it, and threads that only yield keep nobody out.
///
/// The threads of one scheduler share one processor, and all stand still while one of them computes
/// or blocks outside Java: this is for threads that pass on bytes in short turns. Threads that they
/// start run here too.
final class EpollScheduler implements Scheduler, Executor {
  /// The time for which ready threads run before the channels are polled.
  private static final long RUN_INTERVAL = TimeUnit.MILLISECONDS.toNanos(1);

  /// The time for which one thread runs before it yields.
  private static final long YIELD_INTERVAL = TimeUnit.MICROSECONDS.toNanos(500);

  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final CarrierLocal<EpollScheduler> CURRENT = new CarrierLocal<>();

  private final Queue<Runnable> runQueue = new ConcurrentLinkedQueue<>();
  private final InterestTable interests = new InterestTable();
  private final WakeupGate wakeupGate = new WakeupGate(interests::wakeUp);
  private final ThreadFactory threads = CarrierThreadFactory.on(this);

  private EpollScheduler() throws IOException {}

  /// Starts a scheduler that runs to the end of the program.
  ///
  /// @param name of its carrier
  /// @throws IOException if there are no descriptors left
  static EpollScheduler start(String name) throws IOException {
    EpollScheduler carrier = new EpollScheduler();
    Thread.ofPlatform().daemon().name(name).start(carrier::run);
    return carrier;
  }

  /// Parks the carrier for ever, and with it its threads. Before the program ends: the JVM waits 0.3 s
  /// for threads that are in native code, as one in epoll_wait is.
  void retire() {
    execute(() -> {
      while (true) {
        LockSupport.park(this);
      }
    });
  }

  /// Whether this system has epoll, and this JDK lets us run virtual threads ourselves.
  static boolean isAvailable() {
    return Platform.isLinux() && CarrierThreadFactory.AVAILABLE && Epoll.isAvailable();
  }

  /// The scheduler that runs the calling thread; empty if that is the JDK's.
  static Optional<EpollScheduler> current() {
    return Optional.ofNullable(CURRENT.get());
  }

  @Override
  public ThreadFactory threads() {
    return threads;
  }

  /// Does nothing: [#start] has loaded and opened all.
  @Override
  public void prepare() {}

  @Override
  public ChannelInterest interestIn(Channel channel) {
    return interests.interestIn(channel);
  }

  @Override
  public void forget(Channel channel) {
    interests.forget(channel);
  }

  @Override
  public void stopWatching(Channel listening) {
    interests.stopWatching(listening);
  }

  @Override
  public ReadinessSet openReadinessSet() {
    return new EpollReadinessSet(interests);
  }

  @SuppressWarnings("ThreadPriorityCheck")
  @Override
  public long yieldToOthers(long lastWait) {
    Thread.yield();
    return 0;
  }

  @Override
  public long yieldIntervalNanos() {
    return YIELD_INTERVAL;
  }

  /// Runs the task in a platform thread, for which the calling thread waits, since all threads of
  /// this carrier would stand still otherwise.
  @Override
  public void compute(Runnable task) {
    ComputePool.run(task);
  }

  @Override
  public void execute(Runnable continuation) {
    runQueue.add(continuation);
    if (CURRENT.get() != this) {
      wakeupGate.wake();
    }
  }

  /// Runs for ever, whatever fails: without it, all threads of this carrier would never run again.
  private void run() {
    CURRENT.set(this);
    assert BlockingCheck.markCarrier();
    while (true) {
      try {
        runReady();
        poll();
      } catch (IOException | RuntimeException | Error e) {
        logAndPause(e);
      }
    }
  }

  /// Runs ready threads for a limited time, since some make themselves ready again at once.
  private void runReady() {
    long began = System.nanoTime();
    while (!runQueue.isEmpty() && System.nanoTime() - began < RUN_INTERVAL) {
      runQueue.remove().run();
    }
  }

  private void poll() throws IOException {
    if (!runQueue.isEmpty()) {
      int _ = interests.await(0);
      return;
    }
    wakeupGate.beginSleep();
    try {
      int _ = interests.await(runQueue.isEmpty() ? -1 : 0);
    } finally {
      wakeupGate.endSleep();
    }
  }

  private static void logAndPause(Throwable failure) {
    try {
      Logger.error(failure, "{} failed, and continues", Thread.currentThread().getName());
      Thread.sleep(PAUSE);
    } catch (InterruptedException | RuntimeException | Error e) {
      // Nothing is left to report to.
    }
  }
}
