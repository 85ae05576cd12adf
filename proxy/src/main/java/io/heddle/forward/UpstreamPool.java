package io.heddle.forward;

import io.heddle.forward.IdleConnections.Idle;
import io.heddle.time.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Connections that wait for their next request. Owns them meanwhile.
///
/// Their number is bounded, and so is the time they wait. One that its other end closes is found
/// within a second, or when it is taken.
public final class UpstreamPool implements AutoCloseable {
  /// How long a connection waits, where nothing speaks against it.
  public static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final int MOST = 256;
  private static final Duration PERIOD = Duration.ofSeconds(1);
  private static final Duration MARGIN = Duration.ofSeconds(1);

  private final Duration patience;
  private final IdleConnections waiting = new IdleConnections();
  private boolean closed;

  /// An empty pool.
  ///
  /// @param patience how long a connection waits at most
  public UpstreamPool(Duration patience) {
    this.patience = patience;
  }

  /// A connection on which a request may be sent, the latest one, which now is the caller's.
  Optional<Idle> take(PoolKey purpose) {
    Optional<Idle> idle = removeLatest(purpose);
    while (idle.isPresent() && !idle.get().isUsable()) {
      idle.get().hop().close();
      idle = removeLatest(purpose);
    }
    return idle;
  }

  private synchronized Optional<Idle> removeLatest(PoolKey purpose) {
    return waiting.removeLatest(purpose);
  }

  /// Takes a connection over, whose last response has been read to its end.
  ///
  /// @param kept how long the other end keeps it, if it said so: we give up first, since a request
  /// that crosses its close may be lost
  void give(PoolKey purpose, NextHop hop, Optional<Duration> kept) {
    hop.connection().reader().releaseBuffer();
    Duration ours = kept.map(time -> time.minus(MARGIN)).filter(this::isLess).orElse(patience);
    add(new Idle(purpose, hop, Deadline.after(ours))).ifPresent(surplus -> surplus.hop().close());
  }

  private boolean isLess(Duration time) {
    return time.compareTo(patience) < 0;
  }

  /// Returns what there is no room for.
  private synchronized Optional<Idle> add(Idle idle) {
    if (closed) {
      return Optional.of(idle);
    }
    Optional<Idle> surplus =
        waiting.count() < MOST ? Optional.empty() : Optional.of(waiting.removeOldest());
    waiting.add(idle);
    notifyAll();
    return surplus;
  }

  /// How many wait.
  public synchronized int count() {
    return waiting.count();
  }

  /// Closes what has waited too long or is closed at its other end, until the pool is closed or the
  /// thread interrupted.
  public void run() throws InterruptedException {
    while (awaitOne()) {
      Thread.sleep(PERIOD);
      close(removeUnusable());
    }
  }

  /// Whether there is one, which there never is in a closed pool.
  private synchronized boolean awaitOne() throws InterruptedException {
    while (waiting.count() == 0 && !closed) {
      wait();
    }
    return !closed;
  }

  private synchronized List<Idle> removeUnusable() {
    return waiting.removeUnusable();
  }

  /// Closes all that wait, and all that would.
  @Override
  public void close() {
    close(removeAll());
  }

  private synchronized List<Idle> removeAll() {
    closed = true;
    notifyAll();
    return waiting.removeAll();
  }

  private static void close(List<Idle> idle) {
    idle.forEach(one -> one.hop().close());
  }
}
