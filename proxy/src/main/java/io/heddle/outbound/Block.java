package io.heddle.outbound;

import io.heddle.net.Connection;
import io.heddle.net.Deadline;
import io.heddle.request.Audience;
import io.heddle.request.ProxyRequest.Tunnel;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;

/// Nowhere.
///
/// @param why, before the target that is not reached for that
public record Block(String name, String why) implements Outbound {
  /// The name under which it is built in.
  public static final String NAME = "block";

  /// The one that is built in.
  public static final Block BY_RULES = new Block(NAME, "the rules of this proxy block");

  @Override
  public Audience audience() {
    return Audience.ANYBODY;
  }

  @Override
  public Connection connect(Tunnel request, Deadline deadline) throws RefusedException {
    throw new RefusedException(Reason.NOT_ALLOWED, why + " " + request.target());
  }
}
