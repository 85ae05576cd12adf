package io.heddle.http2.message;

import io.heddle.http1.BodyLength;

/// Next part of a message that [Http1ToHttp2Writer] writes.
sealed interface WriteState {
  /// The first head, or the one after an interim response.
  record Head() implements WriteState {}

  record Body(BodyLength length) implements WriteState {}

  /// The bytes of a tunnel, until the writer ends them.
  record Tunnel() implements WriteState {}

  record Done() implements WriteState {}
}
