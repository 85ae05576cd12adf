package io.heddle.http1;

import io.heddle.wire.MessageMemoryQuota;

/// Limits of a message head, of a trailer section, and of a line in a chunked body.
///
/// @param bytes maximum length
/// @param memory asked when a head is longer than usual
public record HeadLimits(int bytes, MessageMemoryQuota memory) {
  /// Field lines that the head of a request may have. A field is some hundred bytes of objects,
  /// however short its line is: without this limit, a head of 64 KiB could take a megabyte. Clients
  /// send some 20.
  public static final int MAX_FIELDS = 500;

  /// Field lines that the head of a response may have: far more than origins send.
  /// The memory of all heads together is bounded besides.
  static final int MAX_RESPONSE_FIELDS = 20_000;

  /// Limits without a budget of memory, for heads of this program and of a trusted peer.
  public static HeadLimits of(int bytes) {
    return new HeadLimits(bytes, MessageMemoryQuota.UNLIMITED);
  }
}
