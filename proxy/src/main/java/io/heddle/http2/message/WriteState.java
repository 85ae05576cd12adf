package io.heddle.http2.message;

import io.heddle.http1.BodyLength;

/// Position of [Http1ToHttp2Writer] in the message that it writes.
sealed interface WriteState {
  /// Before the first head, or before the one after an interim response.
  record BeforeHead() implements WriteState {}

  record InBody(BodyLength length) implements WriteState {}

  /// In the bytes of a tunnel, which only the user ends.
  record InTunnel() implements WriteState {}

  record AfterMessage() implements WriteState {}
}
