package io.heddle.auth;

import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;

/// Failure to authenticate with a proxy, which concerns all requests and not only one.
public final class AuthFailedException extends RefusedException {
  private static final long serialVersionUID = 1L;

  /// @param why one clause about the proxy or our credentials, without secrets
  public AuthFailedException(String why) {
    super(Reason.UPSTREAM_REFUSED, why);
  }
}
