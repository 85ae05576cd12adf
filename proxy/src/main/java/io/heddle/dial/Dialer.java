package io.heddle.dial;

import io.heddle.address.AddressFamilyPreference;
import io.heddle.address.Endpoint;
import io.heddle.net.Connection;
import io.heddle.request.RefusedException;
import io.heddle.time.Deadline;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;

/// Connects to a host over TCP, trying the addresses of a name as RFC 8305 says.
public final class Dialer {
  private final TargetAddresses targets;

  /// @param own where not to connect to
  public Dialer(Resolver resolver, AddressFamilyPreference preference, LoopGuard own) {
    targets = new TargetAddresses(resolver, preference, own);
  }

  /// A connection to `target`, which the caller closes.
  ///
  /// @throws RefusedException with the reason that says most if there is no way to it
  public Connection dial(Endpoint target, Deadline deadline) throws RefusedException, IOException {
    List<InetSocketAddress> addresses = targets.of(target, deadline);
    return addresses.size() == 1
        ? new ConnectAttempt(addresses.getFirst()).connect(deadline)
        : new ConnectionRace(addresses, deadline).winner();
  }
}
