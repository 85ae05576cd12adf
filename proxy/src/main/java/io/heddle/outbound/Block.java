package io.heddle.outbound;

import io.heddle.net.Connection;
import io.heddle.net.Deadline;
import io.heddle.request.Audience;
import io.heddle.request.ProxyRequest.Tunnel;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;

/// Nowhere.
public record Block() implements Outbound {
  /// The name under which it is built in.
  public static final String NAME = "block";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Audience audience() {
    return Audience.ANYBODY;
  }

  @Override
  public Connection connect(Tunnel request, Deadline deadline) throws RefusedException {
    throw new RefusedException(
        Reason.NOT_ALLOWED, "the rules of this proxy block " + request.target());
  }
}
