package io.heddle.wire;

/// The peer broke the rules of its protocol; the message says which, in words that may be told to
/// the peer.
public class MalformedException extends Exception {
  private static final long serialVersionUID = 1L;

  /// A breach, described for the peer.
  ///
  /// @param message one clause, without the peer's secrets
  public MalformedException(String message) {
    super(message, null, false, false);
  }
}
