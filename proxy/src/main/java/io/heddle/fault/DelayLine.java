package io.heddle.fault;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Optional;

/// Delay line of one direction: bytes and the end of the stream, in their order, each with the time
/// at which it may leave. Not thread-safe; the caller says what time it is.
///
/// With jitter, bytes are never overtaken by later ones: they wait for those before them, as with
/// TCP.
final class DelayLine {
  /// Bytes that count for a slice besides its payload, so that small ones are bounded too.
  static final int OVERHEAD = 128;

  /// No need to count more bytes than this for the rate limit, which asks for a slice at most.
  private static final int MAX_COUNTED = 64 * 1024;

  private record Slice(ByteBuffer bytes, long due) {}

  private final Latency latency;
  private final Optional<RateLimit> rate;
  private final ArrayDeque<Slice> slices = new ArrayDeque<>(1);
  private long lastDue;
  private long held;
  private boolean ended;

  DelayLine(Latency latency, Optional<RateLimit> rate, long now) {
    this.latency = latency;
    this.rate = rate;
    lastDue = now;
  }

  /// Adds bytes, which stay unchanged from now on.
  void add(ByteBuffer bytes, long now) {
    slices.addLast(new Slice(bytes, nextDue(now)));
    held += bytes.remaining() + OVERHEAD;
  }

  /// Adds the end of the stream.
  void end(long now) {
    lastDue = nextDue(now);
    ended = true;
  }

  private long nextDue(long now) {
    long due = now + latency.nextNanos();
    lastDue = lastDue - due > 0 ? lastDue : due;
    return lastDue;
  }

  /// Bytes that are held, with their overhead.
  long held() {
    return held;
  }

  /// The time until bytes or the end may leave; zero or less if they may now; [Long#MAX_VALUE] if
  /// there is nothing.
  long waitNanos(long now) {
    Slice first = slices.peekFirst();
    if (first == null) {
      return ended ? lastDue - now : Long.MAX_VALUE;
    }
    long wait = first.due() - now;
    return rate.isEmpty() || wait > 0
        ? wait
        : Math.max(wait, rate.get().waitNanos(now, dueBytes(now)));
  }

  /// The bytes that are due.
  private long dueBytes(long now) {
    long bytes = 0;
    for (Slice slice : slices) {
      if (slice.due() - now > 0 || bytes >= MAX_COUNTED) {
        break;
      }
      bytes += slice.bytes().remaining();
    }
    return bytes;
  }

  /// The number of bytes that may leave now, all from one slice.
  int available(long now) {
    Slice first = slices.peekFirst();
    if (first == null || first.due() - now > 0) {
      return 0;
    }
    int count = first.bytes().remaining();
    return rate.isPresent() ? (int) Math.min(count, rate.get().permitted(now)) : count;
  }

  /// Takes out bytes.
  ///
  /// @param count at least 1, no more than are [#available]
  ByteBuffer take(long now, int count) {
    ByteBuffer bytes = slices.getFirst().bytes();
    ByteBuffer taken = bytes.slice(bytes.position(), count);
    bytes.position(bytes.position() + count);
    held -= count;
    if (!bytes.hasRemaining()) {
      slices.removeFirst();
      held -= OVERHEAD;
    }
    if (rate.isPresent()) {
      rate.get().depart(now, count);
    }
    return taken;
  }

  /// Whether the end of the stream may leave now, after all bytes.
  boolean isAtEnd(long now) {
    return ended && slices.isEmpty() && lastDue - now <= 0;
  }
}
