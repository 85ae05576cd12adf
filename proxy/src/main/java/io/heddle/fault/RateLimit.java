package io.heddle.fault;

import java.util.ArrayDeque;

/// Rate limit of one direction: a token bucket that holds the bytes of 40 ms, and a window, so that
/// no 100 ms have more bytes than the rate allows, not even after a pause. Not thread-safe; the caller
/// says what time it is.
///
/// Bytes leave in slices of 20 ms while there are enough, since a wait for each of them would cost
/// more than it is worth. The bucket holds two slices: a wake-up that comes late costs no bytes.
final class RateLimit {
  private static final long SLICE_NANOS = 20_000_000;
  private static final long WINDOW_NANOS = 5 * SLICE_NANOS;
  private static final long SECOND = 1_000_000_000;

  /// Departures that are so close count as one: a window then has a bounded number of them.
  private static final long MERGE_NANOS = WINDOW_NANOS / 100;

  /// So that no product below overflows.
  private static final long MAX_RATE = 1L << 36;

  /// Bytes that have left.
  ///
  /// @param first time of the first of them
  /// @param last time of the last of them, from which the window counts
  private record Departure(long first, long last, long bytes) {}

  private final long rate;
  private final long depthNanos;
  private final long windowBytes;
  private final ArrayDeque<Departure> window = new ArrayDeque<>(1);
  private long inWindow;

  /// The time since which unused tokens gather.
  private long unusedSince;

  /// A limit whose bucket is full.
  ///
  /// @param bytesPerSecond at least 1
  RateLimit(long bytesPerSecond, long now) {
    rate = Math.clamp(bytesPerSecond, 1, MAX_RATE);
    depthNanos = Math.max(2 * SLICE_NANOS, nanosOf(1));
    windowBytes = (rate + 9) / 10;
    unusedSince = now - depthNanos;
  }

  /// Bytes that may leave now.
  long permitted(long now) {
    expire(now);
    return Math.min(tokens(now), windowBytes - inWindow);
  }

  /// The time until [#permitted] is as much as `bytes`, a whole slice, or what is left of the
  /// window; zero or less if it is.
  long waitNanos(long now, long bytes) {
    expire(now);
    long room = windowBytes - inWindow;
    if (room == 0) {
      return window.getFirst().last() + WINDOW_NANOS - now;
    }
    long wanted = Math.min(Math.min(bytes, room), Math.max(1, bytesIn(SLICE_NANOS)));
    return nanosOf(wanted) - (now - unusedSince);
  }

  /// Counts bytes that leave now, no more than are permitted.
  void depart(long now, long bytes) {
    unusedSince = Math.max(unusedSince, now - depthNanos) + nanosOf(bytes);
    inWindow += bytes;
    Departure last = window.peekLast();
    if (last != null && now - last.first() < MERGE_NANOS) {
      window.removeLast();
      window.addLast(new Departure(last.first(), now, last.bytes() + bytes));
    } else {
      window.addLast(new Departure(now, now, bytes));
    }
  }

  private void expire(long now) {
    while (!window.isEmpty() && now - window.getFirst().last() >= WINDOW_NANOS) {
      inWindow -= window.removeFirst().bytes();
    }
  }

  private long tokens(long now) {
    return bytesIn(Math.min(now - unusedSince, depthNanos));
  }

  private long bytesIn(long nanos) {
    return nanos * rate / SECOND;
  }

  private long nanosOf(long bytes) {
    return (bytes * SECOND + rate - 1) / rate;
  }
}
