package io.heddle.outbound;

import io.heddle.request.Refusal.Reason;

/// Refusal because an upstream proxy wants credentials that there are none of, or does not accept those that
/// it was sent. Another proxy may be tried, but this one answers: it is not dead.
public final class UpstreamAuthFailedException extends UpstreamFailedException {
  private static final long serialVersionUID = 1L;

  UpstreamAuthFailedException(Reason reason, String details) {
    super(reason, details);
  }
}
