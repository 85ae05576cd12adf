package io.heddle.net.scheduler;

import java.io.IOException;

/// Failure of a call that has not returned in time, or has not begun.
public class NoResultException extends IOException {
  private static final long serialVersionUID = 1L;

  NoResultException(String message) {
    super(message);
  }
}
