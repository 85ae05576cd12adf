package io.heddle.dial;

import io.heddle.address.Host;
import io.heddle.request.RefusedException;
import io.heddle.time.Deadline;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/// Lookup of one name: queued, under way, or ended, when it is the answer in the cache.
final class NameLookup implements Runnable {
  /// Time after which a lookup counts as slow. Servers that answer need less.
  private static final Duration PROMPT = Duration.ofSeconds(1);

  /// Time after which a name server counts as silent: a query that was lost has been sent again.
  private static final Duration ANSWERED = Duration.ofSeconds(2);

  /// Time that a failure is used at most.
  private static final Duration FAILURE_LIFETIME = Duration.ofSeconds(1);

  private final Host.Name name;
  private final LookupQueue queue;
  private final LookupTask task;
  private final CountDownLatch started = new CountDownLatch(1);
  private volatile long startNanos;
  private volatile Deadline expiry = Deadline.NONE;
  // Guarded by the LookupQueue.
  private int waiters;

  /// A lookup of the addresses of a name.
  ///
  /// @param queue that gives it its thread
  /// @param lifetime time that the answer is used
  NameLookup(Host.Name name, LookupQueue queue, Resolver.Lookup lookup, Duration lifetime) {
    this.name = name;
    this.queue = queue;
    task = new LookupTask(() -> addresses(lookup, lifetime));
  }

  /// Another lookup.
  ///
  /// @param lookup blocks its thread
  NameLookup(Host.Name name, LookupQueue queue, Callable<List<InetAddress>> lookup) {
    this.name = name;
    this.queue = queue;
    task = new LookupTask(lookup);
  }

  private List<InetAddress> addresses(Resolver.Lookup lookup, Duration lifetime)
      throws RefusedException {
    Duration used = lifetime.compareTo(FAILURE_LIFETIME) < 0 ? lifetime : FAILURE_LIFETIME;
    try {
      List<InetAddress> addresses =
          Stream.of(lookup.addresses(name.text())).map(Host.Ip::canonical).distinct().toList();
      used = lifetime;
      return addresses;
    } catch (UnknownHostException e) {
      throw new RefusedException(LookupFailures.refusal(e, name, timeTaken()));
    } finally {
      expireAfter(used);
    }
  }

  /// Task that may fail without running.
  private static final class LookupTask extends FutureTask<List<InetAddress>> {
    LookupTask(Callable<List<InetAddress>> lookup) {
      super(lookup);
    }

    void fail(RefusedException why) {
      setException(why);
    }
  }

  Host.Name name() {
    return name;
  }

  LookupQueue queue() {
    return queue;
  }

  void addWaiter() {
    waiters++;
  }

  void removeWaiter() {
    waiters--;
  }

  boolean isAwaited() {
    return waiters > 0;
  }

  /// Ends it without a lookup. It serves no other request.
  void fail(RefusedException why) {
    expiry = Deadline.after(Duration.ZERO);
    task.fail(why);
    started.countDown();
  }

  /// Sets the time at which it gets its thread.
  void start() {
    startNanos = System.nanoTime();
  }

  @Override
  public void run() {
    started.countDown();
    task.run();
  }

  /// Sets the time until which the result is used.
  private void expireAfter(Duration lifetime) {
    expiry = Deadline.after(lifetime);
  }

  /// Whether it may serve another request: it has not ended, or not expired.
  boolean isValid() {
    return expiry.remaining() > 0;
  }

  /// Whether it keeps its thread longer than a server that answers would.
  boolean isSlow() {
    return timeTaken().compareTo(PROMPT) > 0;
  }

  /// Whether its name server has had the time to answer, and has not.
  boolean isUnanswered() {
    return timeTaken().compareTo(ANSWERED) > 0;
  }

  /// The time since its start.
  Duration timeTaken() {
    return Duration.ofNanos(System.nanoTime() - startNanos);
  }

  /// Whether it has begun before this time of [System#nanoTime].
  boolean beganBefore(long nanoTime) {
    return startNanos - nanoTime < 0;
  }

  /// Waits for the start.
  ///
  /// @return false if it has not begun in this time
  boolean awaitStart(long nanos) throws InterruptedException {
    return started.await(nanos, TimeUnit.NANOSECONDS);
  }

  /// Waits for the result of a lookup that has begun.
  ///
  /// @param limit counted from its start
  List<InetAddress> await(Duration limit, Deadline deadline)
      throws InterruptedException, ExecutionException, TimeoutException {
    long left = limit.minus(timeTaken()).toNanos();
    return task.get(Math.min(left, deadline.remaining()), TimeUnit.NANOSECONDS);
  }
}
