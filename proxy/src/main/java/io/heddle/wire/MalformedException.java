package io.heddle.wire;

/// Violation of a protocol by the peer. The message names the violated rule, and may be sent to the
/// peer.
public class MalformedException extends Exception {
  private static final long serialVersionUID = 1L;

  /// @param message description of the violation in one clause, without secrets of the peer
  public MalformedException(String message) {
    super(message, null, false, false);
  }
}
