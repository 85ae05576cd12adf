package io.heddle.config;

import io.heddle.address.Host;
import io.heddle.address.PortRange;
import java.util.Optional;

/// Whether an inbound serves SOCKS 5 clients that want to send datagrams.
public sealed interface UdpConfig {
  /// As the client's connection came in, at any free port.
  Enabled DEFAULT = new Enabled(Optional.empty(), Optional.empty());

  /// It does.
  ///
  /// @param advertise the address that clients are told, if it is not the one they connected to
  /// @param ports which are used; without them, any free one
  record Enabled(Optional<Host> advertise, Optional<PortRange> ports) implements UdpConfig {
    public Enabled {
      if (advertise.isPresent()
          && advertise.get() instanceof Host.Ip(var ip)
          && ip.isAnyLocalAddress()) {
        throw new BadValueException(
            "advertise", "must be an address that clients can send to, not " + ip.getHostAddress());
      }
    }
  }

  /// It does not.
  record Disabled() implements UdpConfig {}
}
