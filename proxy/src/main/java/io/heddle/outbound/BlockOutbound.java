package io.heddle.outbound;

import io.heddle.address.Host;
import io.heddle.request.ProxyRequest.ResolveRequest;
import io.heddle.request.ProxyRequest.StreamRequest;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import io.heddle.request.TargetResolution;
import io.heddle.time.Deadline;
import io.heddle.upstream.UpstreamConnection;
import io.heddle.upstream.UpstreamConnection.ReuseScope;

/// Outbound that refuses every request.
///
/// @param reason beginning of the refusal's sentence, which ends with the target
public record BlockOutbound(String name, String reason) implements Outbound {
  /// Name of the built-in one.
  public static final String NAME = "block";

  /// The built-in one, which rules name.
  public static final BlockOutbound BUILT_IN =
      new BlockOutbound(NAME, "the rules of this proxy block");

  @Override
  public ReuseScope reuseScope() {
    return ReuseScope.ANY_CLIENT;
  }

  @Override
  public UpstreamConnection connect(StreamRequest request, Deadline deadline)
      throws RefusedException {
    throw new RefusedException(Reason.NOT_ALLOWED, reason + " " + request.target());
  }

  @Override
  public Host resolve(ResolveRequest request, TargetResolution resolution, Deadline deadline)
      throws RefusedException {
    throw new RefusedException(Reason.NOT_ALLOWED, reason + " " + request.target().host());
  }

  @Override
  public DatagramSupport datagrams() {
    return DatagramSupport.BLOCKED;
  }
}
