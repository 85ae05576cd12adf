package io.heddle.http2;

/// State of a stream and its transitions (RFC 9113 §5.1). Pure.
///
///                         ┌────────┐
///                         │  IDLE  │
///                         └───┬────┘
///                             │ HEADERS, either way
///                             ▼
///      END_STREAM         ┌────────┐         END_STREAM
///      received ┌─────────┤  OPEN  ├─────────┐ sent
///               ▼         └───┬────┘         ▼
///     ┌────────────────────┐  │  ┌───────────────────┐
///     │ HALF_CLOSED_REMOTE │  │  │ HALF_CLOSED_LOCAL │
///     └─────────┬──────────┘  │  └─────────┬─────────┘
///    END_STREAM │             │ RST_STREAM │ END_STREAM
///       sent or │             │ either way │ received or
///    RST_STREAM │             ▼            │ RST_STREAM
///    either way │         ┌────────┐       │ either way
///               └────────▶│ CLOSED │◀──────┘
///                         └────────┘
///
/// A HEADERS frame with END_STREAM is two steps: it opens the stream, then ends one half. The two
/// reserved states of the RFC are missing, since push is disabled. A frame that may not come in a
/// state is not a transition. [StreamRegistry] and [StreamFrameHandler] make it an error.
enum StreamState {
  IDLE,
  OPEN,
  /// Our half has ended: the peer may still send.
  HALF_CLOSED_LOCAL,
  /// The peer's half has ended: we may still send.
  HALF_CLOSED_REMOTE,
  CLOSED;

  /// Whether the stream counts for SETTINGS_MAX_CONCURRENT_STREAMS (§5.1.2).
  boolean isActive() {
    return switch (this) {
      case OPEN, HALF_CLOSED_LOCAL, HALF_CLOSED_REMOTE -> true;
      case IDLE, CLOSED -> false;
    };
  }

  /// Whether we may send DATA and HEADERS.
  boolean canSend() {
    return this == OPEN || this == HALF_CLOSED_REMOTE;
  }

  /// Whether the peer may send DATA and HEADERS.
  boolean canReceive() {
    return this == OPEN || this == HALF_CLOSED_LOCAL;
  }

  /// The state after the HEADERS frame that opens the stream.
  StreamState afterOpening() {
    require(this == IDLE, "opened");
    return OPEN;
  }

  /// The state after we have sent END_STREAM.
  StreamState afterEndSent() {
    require(canSend(), "ended by us");
    return this == OPEN ? HALF_CLOSED_LOCAL : CLOSED;
  }

  /// The state after END_STREAM has been received.
  StreamState afterEndReceived() {
    require(canReceive(), "ended by the peer");
    return this == OPEN ? HALF_CLOSED_REMOTE : CLOSED;
  }

  /// The state after RST_STREAM, sent or received, or after the end of the connection.
  StreamState afterReset() {
    require(this != IDLE, "reset");
    return CLOSED;
  }

  /// The state after the user has given the stream up before it was opened. The peer does not know of
  /// it, so this is not in the figure.
  StreamState afterRelease() {
    require(this == IDLE, "released");
    return CLOSED;
  }

  private void require(boolean allowed, String event) {
    if (!allowed) {
      throw new IllegalStateException("a stream that is " + this + " cannot be " + event);
    }
  }
}
