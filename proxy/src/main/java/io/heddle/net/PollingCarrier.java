package io.heddle.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import jdk.internal.misc.CarrierThreadLocal;

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
final class PollingCarrier implements Executor {
  /// So many run before others are asked for: some always make themselves ready again.
  private static final int TURN = 64;

  private static final CarrierThreadLocal<PollingCarrier> CURRENT = new CarrierThreadLocal<>();

  /// Those made ready by threads that are carried here, and by others.
  private final Queue<Runnable> ready = new ArrayDeque<>();

  private final Queue<Runnable> readyByOthers = new ConcurrentLinkedQueue<>();
  private final Watches watches = new Watches();
  private volatile boolean asleep;

  private PollingCarrier() throws IOException {}

  /// Starts one that runs to the end of the program.
  ///
  /// @throws IOException if there are no descriptors left
  static PollingCarrier start(String name) throws IOException {
    PollingCarrier carrier = new PollingCarrier();
    Thread.ofPlatform().daemon().name(name).start(carrier::run);
    return carrier;
  }

  /// Whether this system and this JDK let us have one.
  static boolean isAvailable() {
    return CarriedThreads.AVAILABLE && Epoll.isAvailable();
  }

  /// The one that carries the calling thread; none if that is the JDK's.
  static Optional<PollingCarrier> current() {
    return Optional.ofNullable(CURRENT.get());
  }

  /// Makes threads that it carries.
  ThreadFactory threads() {
    return CarriedThreads.by(this);
  }

  /// What the threads carried here, and no others, wait with.
  Watches watches() {
    return watches;
  }

  @Override
  public void execute(Runnable continuation) {
    if (CURRENT.get() == this) {
      ready.add(continuation);
      return;
    }
    readyByOthers.add(continuation);
    if (asleep) {
      asleep = false;
      watches.wakeUp();
    }
  }

  private void run() {
    CURRENT.set(this);
    while (true) {
      runReady();
      poll();
    }
  }

  private void runReady() {
    for (int i = 0; i < TURN && !readyByOthers.isEmpty(); i++) {
      ready.add(readyByOthers.remove());
    }
    for (int i = 0; i < TURN && !ready.isEmpty(); i++) {
      ready.remove().run();
    }
  }

  private void poll() {
    // In this order: whoever adds a thread after we have looked sees that we sleep.
    asleep = true;
    boolean idle = ready.isEmpty() && readyByOthers.isEmpty();
    try {
      int _ = watches.await(idle ? -1 : 0);
    } catch (IOException e) {
      throw new UncheckedIOException("the system does not let us poll", e);
    }
    asleep = false;
  }
}
