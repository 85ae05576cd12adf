package io.heddle.outbound;

import io.heddle.address.Host;
import io.heddle.dial.Dialer;
import io.heddle.request.ProxyRequest.Client;
import io.heddle.request.ProxyRequest.ResolveRequest;
import io.heddle.request.ProxyRequest.StreamRequest;
import io.heddle.request.RefusedException;
import io.heddle.request.TargetResolution;
import io.heddle.time.Deadline;
import io.heddle.upstream.UpstreamConnection;
import io.heddle.upstream.UpstreamConnection.ReuseScope;
import java.io.IOException;

/// Outbound that connects to the target itself.
public record DirectOutbound(Dialer dialer) implements Outbound {
  /// Name of the built-in one.
  public static final String NAME = "direct";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public ReuseScope reuseScope() {
    return ReuseScope.ANY_CLIENT;
  }

  @Override
  public UpstreamConnection connect(StreamRequest request, Deadline deadline)
      throws RefusedException, IOException {
    return UpstreamConnection.toTarget(
        dialer.dial(request.target(), request.resolution(), deadline), name(), reuseScope());
  }

  @Override
  public Host resolve(ResolveRequest request, TargetResolution resolution, Deadline deadline)
      throws RefusedException, IOException {
    return switch (request.type()) {
      case ADDRESS -> dialer.resolve(request.target().host(), resolution, deadline);
      case NAME -> dialer.nameOf(request.target().host(), deadline);
    };
  }

  @Override
  public DatagramSupport datagrams() {
    return DatagramSupport.DIRECT;
  }

  @Override
  public AssociationResult associate(Client client, Deadline deadline) {
    return AssociationResult.direct(this);
  }
}
