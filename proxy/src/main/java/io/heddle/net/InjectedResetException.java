package io.heddle.net;

import java.io.IOException;

/// End of a connection that a fault of a rule has reset on purpose: the client's end is to be reset
/// too, and gets no other answer.
///
/// It is not in `fault`, since `forward` lets it pass and does not know faults.
public final class InjectedResetException extends IOException {
  private static final long serialVersionUID = 1L;

  public InjectedResetException(String message) {
    super(message);
  }
}
