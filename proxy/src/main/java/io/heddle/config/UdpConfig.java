package io.heddle.config;

import io.heddle.address.Host;
import io.heddle.address.PortRange;
import java.util.Optional;

/// Configuration of UDP associations of one inbound, for SOCKS 5 clients.
public sealed interface UdpConfig {
  /// UDP at the address to which the client connected, on any free port.
  Enabled DEFAULT = new Enabled(Optional.empty(), Optional.empty());

  /// UDP associations are served.
  ///
  /// @param advertise host that replies tell clients to send to; without it, the address to which
  ///     the client connected
  /// @param ports ports of the relay; without them, any free port
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

  /// UDP associations are refused.
  record Disabled() implements UdpConfig {}
}
