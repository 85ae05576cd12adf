package io.heddle.support;

/// What came of reading a message: one of the only three things that may.
public sealed interface Outcome<M> {

  /// A message, and the bytes after it, in hex.
  record Read<M>(M message, String tail) implements Outcome<M> {}

  /// The bytes break the protocol's rules.
  record Malformed<M>(String exception, String message) implements Outcome<M> {}

  /// The stream ended before the message did.
  record NeedMore<M>() implements Outcome<M> {}
}
