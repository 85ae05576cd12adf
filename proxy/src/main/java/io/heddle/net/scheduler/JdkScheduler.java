package io.heddle.net.scheduler;

import java.io.IOException;
import java.nio.channels.Channel;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// The JDK's scheduler of virtual threads, and its poller: any processor runs any thread that is
/// ready, and platform threads of the JDK's own (`-Djdk.pollerMode=1`: one for reading, one for
/// writing) wait for channels and wake them.
///
/// Needs no more of the JDK's internals than the poller itself, so that it works wherever the JDK
/// does. Each wait is a system call to register the channel, and the waking of two threads.
final class JdkScheduler implements Scheduler {
  static final JdkScheduler INSTANCE = new JdkScheduler();

  private static final String POLLER = "sun.nio.ch.Poller";

  /// A pause costs as much here as moving some hundred kilobytes.
  private static final long YIELD_INTERVAL = TimeUnit.MILLISECONDS.toNanos(2);

  private static final long MAX_PAUSE = TimeUnit.MILLISECONDS.toNanos(50);

  private final ThreadFactory threads = Thread.ofVirtual().factory();

  private JdkScheduler() {}

  @Override
  public ThreadFactory threads() {
    return threads;
  }

  @Override
  public void prepare() throws IOException {
    try {
      Class.forName(POLLER);
    } catch (ClassNotFoundException e) {
      throw new IOException("this JDK has no " + POLLER, e);
    }
  }

  @Override
  public ChannelInterest interestIn(Channel channel) {
    return new PollerInterest(channel);
  }

  /// The poller forgets a channel when its thread goes on.
  @Override
  public void forget(Channel channel) {}

  @Override
  public void stopWatching(Channel listening) {}

  @Override
  public ReadinessSet openReadinessSet() throws IOException {
    return new SelectorReadinessSet();
  }

  /// Parks for as long as the thread has waited for a processor last time.
  ///
  /// The pool has several queues, and a processor stays with one until it is empty. If busy threads
  /// only yielded, or parked for a moment, the queues with them would never be empty, and threads that
  /// are woken through other queues would never run. Threads that park as long as they have waited
  /// empty their queue in each round, and leave no processor idle for long.
  @Override
  public long yieldToOthers(long lastWait) {
    long pause = Math.clamp(lastWait, 1, MAX_PAUSE);
    long start = System.nanoTime();
    LockSupport.parkNanos(pause);
    return Math.max(0, System.nanoTime() - start - pause);
  }

  @Override
  public long yieldIntervalNanos() {
    return YIELD_INTERVAL;
  }

  /// Other processors run the other threads meanwhile.
  @Override
  public void compute(Runnable task) {
    task.run();
  }
}
