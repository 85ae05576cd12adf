package io.heddle.outbound;

import io.heddle.dial.Dialer;
import io.heddle.net.Connection;
import io.heddle.request.Client;
import io.heddle.request.ProxyRequest.Tunnel;
import io.heddle.request.RefusedException;
import io.heddle.request.ReuseScope;
import io.heddle.time.Deadline;
import java.io.IOException;

/// Straight to the target.
public record DirectOutbound(Dialer dialer) implements Outbound {
  /// The name under which it is built in.
  public static final String NAME = "direct";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public ReuseScope audience() {
    return ReuseScope.ANY_CLIENT;
  }

  @Override
  public Connection connect(Tunnel request, Deadline deadline)
      throws RefusedException, IOException {
    return dialer.dial(request.target(), deadline);
  }

  @Override
  public UdpAssociations associate(Client client, Deadline deadline) {
    return UdpAssociations.none(this);
  }
}
