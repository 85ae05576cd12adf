package io.heddle.upstream;

import java.io.IOException;

/// Response 407 of the next proxy to a request of which no body has been sent. The request may be sent
/// again on another connection, with the credentials that the proxy has asked for.
public final class ChallengedException extends IOException {
  private static final long serialVersionUID = 1L;

  public ChallengedException() {
    super("the next proxy asks for credentials again and again");
  }
}
