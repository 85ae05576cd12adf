package io.heddle.http2;

import java.time.Duration;
import java.util.function.LongSupplier;

/// Tracker of the signs of life of a peer: when it has sent its last frame, and which of our PING
/// frames it has acknowledged.
final class PingTracker {
  private final LongSupplier nanoTime;
  private long lastFrameNanos;
  private boolean doubted;
  private long sent;
  private long acknowledged;

  /// @param nanoTime the clock, [System#nanoTime] outside of tests
  PingTracker(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    lastFrameNanos = nanoTime.getAsLong();
  }

  /// Notes that the peer has sent a frame.
  void recordFrame() {
    lastFrameNanos = nanoTime.getAsLong();
    doubted = false;
  }

  /// Counts the frames so far as no sign of life any more.
  void doubt() {
    doubted = true;
  }

  /// Whether the peer has sent a frame within the last `duration`.
  boolean heardWithin(Duration duration) {
    return !doubted && nanoTime.getAsLong() - lastFrameNanos < duration.toNanos();
  }

  /// Starts a new PING.
  ///
  /// @return its opaque data, higher than that of all before
  long startPing() {
    return ++sent;
  }

  /// Notes an acknowledgement. It covers all earlier PING frames, and none that was not sent.
  void acknowledge(long opaque) {
    acknowledged = Math.max(acknowledged, Math.min(opaque, sent));
  }

  boolean isAcknowledged(long opaque) {
    return acknowledged >= opaque;
  }
}
