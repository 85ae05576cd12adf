package io.heddle.fault;

import java.util.concurrent.atomic.AtomicLong;

/// Countdown of the bytes that may pass in both directions together, before the connection is reset.
final class ByteCountdown {
  private final boolean limited;
  private final AtomicLong left;

  /// @param bytes [Long#MAX_VALUE] for no limit
  ByteCountdown(long bytes) {
    limited = bytes != Long.MAX_VALUE;
    left = new AtomicLong(bytes);
  }

  /// Takes as many as are left, up to `wanted`.
  int reserve(int wanted) {
    long before = left.getAndUpdate(bytes -> bytes - Math.min(bytes, wanted));
    return (int) Math.min(before, wanted);
  }

  /// Whether the bytes have a limit.
  boolean isLimited() {
    return limited;
  }

  /// Whether none are left.
  boolean isSpent() {
    return left.get() == 0;
  }
}
