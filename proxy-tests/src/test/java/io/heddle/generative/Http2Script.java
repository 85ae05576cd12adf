package io.heddle.generative;

import io.heddle.generative.ResponseScript.Completeness;
import io.heddle.generative.ResponseScript.Expectation;

/// Behaviour of an upstream proxy on one HTTP/2 stream.
///
/// @param body bytes of the tunnel, or content of the response
record Http2Script(Fault fault, String body) {
  /// Binary logarithm of the largest size of a body: less than a window.
  private static final int SIZE_BITS = 14;

  /// Fault of a stream or of its connection.
  enum Fault {
    NONE,
    /// RST_STREAM instead of a response.
    RESET_AT_ONCE,
    /// RST_STREAM after the body.
    RESET_IN_BODY,
    /// 403.
    REFUSED,
    /// GOAWAY that does not include the stream.
    GOES_AWAY,
    /// No response.
    SILENT,
    /// A response without an end.
    ENDLESS,
    /// A header section without a status.
    NO_STATUS,
    /// Bytes that are no frame, or frames that nobody expects.
    GARBAGE,
    /// The connection ends within the body.
    ENDS,
    /// END_STREAM before the length that was announced.
    TOO_SHORT
  }

  /// The script of an exchange, which depends on the seed and the exchange alone.
  static Http2Script of(long seed, int exchange) {
    Dice dice = new Dice(seed ^ 0x3333_3333L, exchange);
    Fault fault = dice.oneIn(2) ? Fault.NONE : dice.of(Fault.values());
    return new Http2Script(fault, ResponseMessage.body(exchange, dice.size(SIZE_BITS)));
  }

  /// Whether a tunnel gets to its regular end. An announced length means nothing to it.
  boolean endsRegularly() {
    return fault == Fault.NONE || fault == Fault.TOO_SHORT;
  }

  /// The response that a client may get. The faults of other streams can keep it from the client.
  Expectation expected() {
    return new Expectation(
        200, body, fault == Fault.NONE ? Completeness.EITHER : Completeness.INCOMPLETE);
  }
}
