package io.heddle.outbound;

import io.heddle.request.Refusal;
import io.heddle.request.RefusedException;

/// Refusal because an upstream proxy cannot be reached or does not do its work. It says nothing
/// about the target, so another proxy may be tried.
public sealed class UpstreamFailedException extends RefusedException
    permits UpstreamAuthFailedException {
  private static final long serialVersionUID = 1L;

  UpstreamFailedException(Refusal.Reason reason, String details) {
    super(new Refusal(reason, details));
  }
}
