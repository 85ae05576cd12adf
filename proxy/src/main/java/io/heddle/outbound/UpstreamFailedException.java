package io.heddle.outbound;

import io.heddle.request.Refusal;
import io.heddle.request.RefusedException;

/// No, since the next proxy is not there or does not do its work: nothing is said about the target,
/// so another proxy may be asked.
public final class UpstreamFailedException extends RefusedException {
  private static final long serialVersionUID = 1L;

  UpstreamFailedException(Refusal.Reason reason, String details) {
    super(new Refusal(reason, details));
  }
}
