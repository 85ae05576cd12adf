package io.heddle.dial;

import io.heddle.address.AddressFamilyPreference;
import io.heddle.address.Endpoint;
import io.heddle.net.Connection;
import io.heddle.request.RefusedException;
import io.heddle.time.Deadline;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

/// Dialer of TCP connections. It tries the addresses of a name as RFC 8305 says.
public final class Dialer {
  private final TargetAddresses targets;

  /// @param loopGuard addresses of this proxy, which are not dialled
  public Dialer(Resolver resolver, AddressFamilyPreference preference, LoopGuard loopGuard) {
    targets = new TargetAddresses(resolver, preference, loopGuard);
  }

  /// Connects to `target`. The caller closes the connection.
  ///
  /// @throws RefusedException if no address can be reached, with the most informative reason
  public Connection dial(Endpoint target, Deadline deadline) throws RefusedException, IOException {
    List<InetSocketAddress> addresses = targets.of(target, deadline);
    return addresses.size() == 1
        ? new ConnectAttempt(addresses.getFirst()).connect(deadline)
        : new ConnectionRace(addresses, deadline).run();
  }
}
