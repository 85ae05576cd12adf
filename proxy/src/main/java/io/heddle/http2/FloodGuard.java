package io.heddle.http2;

import io.heddle.http2.frame.ErrorCode;
import io.heddle.http2.frame.Http2Exception;

/// Counts what costs the peer little and us more: resets (CVE-2023-44487), PING, SETTINGS, empty
/// frames (RFC 9113 §10.5). Nobody who means well sends a thousand of them at once, or a hundred
/// each second.
final class FloodGuard {
  private static final int BURST = 1000;
  private static final long NANOS_EACH = 10_000_000;

  private long spentUntil = System.nanoTime();

  /// One has come.
  ///
  /// @throws Http2Exception if it is one too many
  void count() throws Http2Exception {
    long now = System.nanoTime();
    spentUntil = Math.max(spentUntil - now, 0) + now + NANOS_EACH;
    if (spentUntil - now > BURST * NANOS_EACH) {
      throw new Http2Exception(ErrorCode.ENHANCE_YOUR_CALM, "too many frames without a purpose");
    }
  }
}
