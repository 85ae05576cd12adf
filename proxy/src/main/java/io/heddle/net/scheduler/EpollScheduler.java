package io.heddle.net.scheduler;

import io.heddle.jdk.CarrierLocal;
import io.heddle.jdk.CarrierThreadFactory;
import io.heddle.jdk.Epoll;
import java.io.IOException;
import java.nio.channels.Channel;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import org.tinylog.Logger;

/// One platform thread that carries virtual threads of its own, and waits for what they wait for:
///
///     ┌─▶ run those that are ready ─▶ ask the system who else is, and wait if nobody was ─┐
///     └───────────────────────────────────────────────────────────────────────────────────┘
///
/// On the JDK's scheduler, whoever waits for a socket tells the system so each time, and is woken
/// by a thread that polls, which wakes a carrier. For a thread that waits after every few bytes
/// that is most of what it costs. Here, one return from the system wakes all that are ready, and
/// who waits for the same channel again has nothing to tell.
///
/// A thread that somebody wakes runs after those that were ready before, and none is kept out by
/// those that only give way.
///
/// What is carried here has one processor at most, and stands still while one of them computes or
/// blocks outside Java: it is for threads that pass on what comes, in short turns. The threads that
/// those start are carried here too.
final class EpollScheduler implements Scheduler, Executor {
  /// So long some run before others are asked for.
  private static final long TURN = TimeUnit.MILLISECONDS.toNanos(1);

  /// So long one of them runs before it gives way.
  private static final long TURN_OF_ONE = TimeUnit.MICROSECONDS.toNanos(500);

  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final CarrierLocal<EpollScheduler> CURRENT = new CarrierLocal<>();

  private final Queue<Runnable> ready = new ConcurrentLinkedQueue<>();
  private final InterestTable watches = new InterestTable();
  private final WakeupGate sleeper = new WakeupGate(watches::wakeUp);
  private final ThreadFactory threads = CarrierThreadFactory.on(this);

  private EpollScheduler() throws IOException {}

  /// Starts one that runs to the end of the program.
  ///
  /// @throws IOException if there are no descriptors left
  static EpollScheduler start(String name) throws IOException {
    EpollScheduler carrier = new EpollScheduler();
    Thread.ofPlatform().daemon().name(name).start(carrier::run);
    return carrier;
  }

  /// Whether this system and this JDK let us have one.
  static boolean isAvailable() {
    return CarrierThreadFactory.AVAILABLE && Epoll.isAvailable();
  }

  /// The one that carries the calling thread; none if that is the JDK's.
  static Optional<EpollScheduler> current() {
    return Optional.ofNullable(CURRENT.get());
  }

  @Override
  public ThreadFactory threads() {
    return threads;
  }

  /// All is loaded and opened when it starts.
  @Override
  public void prepare() {}

  @Override
  public Interest interestIn(Channel channel) {
    return watches.of(channel);
  }

  @Override
  public void forget(Channel channel) {
    watches.forget(channel);
  }

  @Override
  public void stopWatching(Channel listening) {
    watches.stop(listening);
  }

  @Override
  public ReadinessSet openReadinessSet() {
    return new EpollReadinessSet(watches);
  }

  @SuppressWarnings("ThreadPriorityCheck")
  @Override
  public void giveWay() {
    Thread.yield();
  }

  @Override
  public long turnNanos() {
    return TURN_OF_ONE;
  }

  /// Another thread runs it, and the calling one waits: those that share this carrier would have to
  /// wait too.
  @Override
  public void compute(Runnable task) {
    ForComputing.THREADS.submit(task).join();
  }

  private static final class ForComputing {
    private static final ForkJoinPool THREADS =
        new ForkJoinPool(Runtime.getRuntime().availableProcessors());
  }

  @Override
  public void execute(Runnable continuation) {
    ready.add(continuation);
    if (CURRENT.get() != this) {
      sleeper.rouse();
    }
  }

  /// Goes on whatever happens: all that is carried here would wait for ever.
  private void run() {
    CURRENT.set(this);
    while (true) {
      try {
        runReady();
        poll();
      } catch (IOException | RuntimeException | Error e) {
        survive(e);
      }
    }
  }

  /// Not for long: some always make themselves ready again.
  private void runReady() {
    long began = System.nanoTime();
    while (!ready.isEmpty() && System.nanoTime() - began < TURN) {
      ready.remove().run();
    }
  }

  private void poll() throws IOException {
    if (!ready.isEmpty()) {
      int _ = watches.await(0);
      return;
    }
    sleeper.fallsAsleep();
    try {
      int _ = watches.await(ready.isEmpty() ? -1 : 0);
    } finally {
      sleeper.isAwake();
    }
  }

  private static void survive(Throwable failure) {
    try {
      Logger.error(failure, "a carrier of connections has failed, and goes on");
      Thread.sleep(PAUSE);
    } catch (InterruptedException | RuntimeException | Error e) {
      // There is nobody to tell.
    }
  }
}
