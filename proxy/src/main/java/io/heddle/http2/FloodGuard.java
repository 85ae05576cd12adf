package io.heddle.http2;

import io.heddle.http2.frame.ErrorCode;
import io.heddle.http2.frame.Http2Exception;
import java.util.function.LongSupplier;

/// Rate limit for frames that cost the peer less than us: resets (CVE-2023-44487), PING, SETTINGS,
/// empty frames (RFC 9113 §10.5). A token bucket: 1,000 frames at once, 100 per second after that.
/// No well-behaved peer reaches either.
final class FloodGuard {
  /// Frames that may come at once.
  static final int BURST = 1000;

  /// Time after which one more may come.
  static final long NANOS_PER_FRAME = 10_000_000;

  private final LongSupplier nanoTime;

  /// Time at which the bucket will be full again.
  private long fullAt;

  /// @param nanoTime the clock, [System#nanoTime] outside of tests
  FloodGuard(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    fullAt = nanoTime.getAsLong();
  }

  /// Counts one frame.
  ///
  /// @throws Http2Exception if it exceeds the limit
  void count() throws Http2Exception {
    long now = nanoTime.getAsLong();
    fullAt = Math.max(fullAt - now, 0) + now + NANOS_PER_FRAME;
    if (fullAt - now > BURST * NANOS_PER_FRAME) {
      throw new Http2Exception(ErrorCode.ENHANCE_YOUR_CALM, "too many frames that carry nothing");
    }
  }
}
