package io.heddle.outbound;

import io.heddle.net.Connection;
import io.heddle.request.ProxyRequest.Tunnel;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import io.heddle.request.ReuseScope;
import io.heddle.time.Deadline;

/// Nowhere.
///
/// @param why, before the target that is not reached for that
public record BlockOutbound(String name, String why) implements Outbound {
  /// The name under which it is built in.
  public static final String NAME = "block";

  /// The one that is built in.
  public static final BlockOutbound BY_RULES =
      new BlockOutbound(NAME, "the rules of this proxy block");

  @Override
  public ReuseScope audience() {
    return ReuseScope.ANY_CLIENT;
  }

  @Override
  public Connection connect(Tunnel request, Deadline deadline) throws RefusedException {
    throw new RefusedException(Reason.NOT_ALLOWED, why + " " + request.target());
  }
}
