package io.heddle.support;

/// Result of reading a message.
public sealed interface ReadResult<M> {

  /// Message, and the bytes after it in hexadecimal.
  record Read<M>(M message, String tail) implements ReadResult<M> {}

  /// Violation of the protocol.
  record Malformed<M>(String exception, String message) implements ReadResult<M> {}

  /// End of the stream within the message.
  record NeedMore<M>() implements ReadResult<M> {}
}
