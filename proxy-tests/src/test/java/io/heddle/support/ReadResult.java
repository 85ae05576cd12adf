package io.heddle.support;

/// What came of reading a message: one of the only three things that may.
public sealed interface ReadResult<M> {

  /// A message, and the bytes after it, in hex.
  record Read<M>(M message, String tail) implements ReadResult<M> {}

  /// The bytes break the protocol's rules.
  record Malformed<M>(String exception, String message) implements ReadResult<M> {}

  /// The stream ended before the message did.
  record NeedMore<M>() implements ReadResult<M> {}
}
