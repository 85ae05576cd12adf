package io.heddle.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;

/// One platform thread that carries virtual threads of its own, and waits for what they wait for:
///
///     ┌─▶ run those that are ready ─▶ ask the system who else is, and wait if nobody was ─┐
///     └───────────────────────────────────────────────────────────────────────────────────┘
///
/// On the JDK's scheduler, whoever waits for a socket tells the system so each time, and is woken
/// by a thread that polls, which wakes a carrier. For a thread that waits after every few datagrams
/// that is most of what it costs. Here, one return from the system wakes all that are ready, and
/// who waits for the same channel again has nothing to tell.
///
/// What is carried here has one processor at most, and stands still while one of them computes or
/// blocks outside Java: it is for threads that pass on what comes, in short turns. The threads that
/// those start are carried here too.
final class PollingCarrier implements Executor {
  /// So many run before others are asked for: some always make themselves ready again.
  private static final int TURN = 64;

  private static final String BROKEN = "the system does not let us poll";

  private final Queue<Runnable> ready = new ConcurrentLinkedQueue<>();
  private final Thread thread = Thread.ofPlatform().daemon().unstarted(this::run);
  private final Selector selector;
  private volatile boolean asleep;

  private PollingCarrier(Selector selector) {
    this.selector = selector;
  }

  /// The one of the program, which runs from its first use to the end.
  private static final class OfDatagrams {
    private static final Optional<PollingCarrier> CARRIER = start("datagrams");
  }

  /// The one for the threads that pass on datagrams; empty if this JDK does not let us have it.
  static Optional<PollingCarrier> ofDatagrams() {
    return OfDatagrams.CARRIER;
  }

  private static Optional<PollingCarrier> start(String name) {
    if (!CarriedThreads.AVAILABLE) {
      return Optional.empty();
    }
    try {
      PollingCarrier carrier = new PollingCarrier(Selector.open());
      carrier.thread.setName(name);
      carrier.thread.start();
      return Optional.of(carrier);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// Makes threads that it carries.
  ThreadFactory threads() {
    return CarriedThreads.by(this);
  }

  /// What its threads wait for the data of `channel` with, until that is closed.
  Watch watch(SelectableChannel channel) throws ClosedChannelException {
    SelectionKey key = channel.register(selector, 0);
    Watch watch = new Watch(key, this);
    key.attach(watch);
    return watch;
  }

  /// Returns when channels that have been closed have lost their descriptors, which the selector
  /// keeps until it is asked something.
  void forgetClosed() {
    CompletableFuture.runAsync(this::look, this).join();
  }

  @Override
  public void execute(Runnable continuation) {
    ready.add(continuation);
    lookAgain();
  }

  /// Makes it see what has changed, if it sleeps.
  void lookAgain() {
    if (asleep && Thread.currentThread() != thread) {
      asleep = false;
      selector.wakeup();
    }
  }

  private void run() {
    while (true) {
      runReady();
      poll();
    }
  }

  private void runReady() {
    for (int i = 0; i < TURN && !ready.isEmpty(); i++) {
      ready.remove().run();
    }
  }

  private void poll() {
    asleep = true;
    if (ready.isEmpty()) {
      await();
    } else {
      look();
    }
    asleep = false;
  }

  private void await() {
    try {
      selector.select(PollingCarrier::wake);
    } catch (IOException e) {
      throw new UncheckedIOException(BROKEN, e);
    }
  }

  private void look() {
    try {
      selector.selectNow(PollingCarrier::wake);
    } catch (IOException e) {
      throw new UncheckedIOException(BROKEN, e);
    }
  }

  private static void wake(SelectionKey key) {
    ((Watch) key.attachment()).readable();
  }
}
