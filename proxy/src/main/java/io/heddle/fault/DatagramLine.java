package io.heddle.fault;

import io.heddle.route.Fault;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Delay line of the datagrams of one direction. Not thread-safe; the caller says what time it is.
///
/// A rate delays, as netem does: a datagram leaves when those before it have been sent at that rate.
/// Order is kept, with jitter too. Without room, a datagram is dropped.
///
/// @param <T> the datagrams, with all that is needed to send them
public final class DatagramLine<T> {
  private static final int MYRIAD = 10_000;
  private static final long SECOND = 1_000_000_000;
  private static final int OVERHEAD = 256;

  /// Fate of a datagram that is added.
  public enum Fate {
    HELD,
    /// It is lost on purpose.
    LOST,
    /// There is no room for it.
    CROWDED
  }

  private record Held<T>(T datagram, int bytes, long due) {}

  private final Fault fault;
  private final RandomGenerator random;
  private final HeldMemory memory;
  private final Latency latency;
  private final ArrayDeque<Held<T>> queue = new ArrayDeque<>(1);
  private long held;
  private long lastDeparture;
  private long lastDue;

  DatagramLine(Fault fault, RandomGenerator random, HeldMemory memory, long now) {
    this.fault = fault;
    this.random = random;
    this.memory = memory;
    latency = Latency.of(fault, random);
    lastDeparture = now;
    lastDue = now;
  }

  /// Adds a datagram.
  ///
  /// @param bytes its length
  public Fate add(T datagram, int bytes, long now) {
    if (random.nextInt(MYRIAD) < fault.refusedPerMyriad()) {
      return Fate.LOST;
    }
    if (memory.room(held) < bytes + OVERHEAD) {
      return Fate.CROWDED;
    }
    lastDeparture = Math.max(now - lastDeparture, 0) + lastDeparture + sendingNanos(bytes);
    long due = lastDeparture + latency.nextNanos();
    lastDue = lastDue - due > 0 ? lastDue : due;
    queue.addLast(new Held<>(datagram, bytes, lastDue));
    hold(bytes + OVERHEAD);
    return Fate.HELD;
  }

  private long sendingNanos(int bytes) {
    return fault.rate().isPresent() ? bytes * SECOND / fault.rate().getAsLong() : 0;
  }

  private void hold(int more) {
    held += more;
    memory.account(held);
  }

  /// The time until a datagram may leave; zero or less if one may now; [Long#MAX_VALUE] if there is
  /// none.
  public long waitNanos(long now) {
    return queue.isEmpty() ? Long.MAX_VALUE : queue.getFirst().due() - now;
  }

  /// Takes out the next datagram, if it may leave now.
  public Optional<T> poll(long now) {
    if (waitNanos(now) > 0) {
      return Optional.empty();
    }
    Held<T> first = queue.removeFirst();
    hold(-first.bytes() - OVERHEAD);
    return Optional.of(first.datagram());
  }

  /// Drops all, and gives back the memory.
  public void clear() {
    queue.clear();
    held = 0;
    memory.account(0);
  }
}
