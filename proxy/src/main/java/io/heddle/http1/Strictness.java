package io.heddle.http1;

/// Strictness of a parser.
public enum Strictness {
  /// For requests: what two parsers may understand differently is malformed.
  STRICT,
  /// For responses, which are written anew from the parsed form: what is not well-formed but has one
  /// meaning is repaired.
  LENIENT
}
