package io.heddle.net.udp;

import io.heddle.address.Host;
import io.heddle.address.PortRange;
import java.util.Optional;

/// How the clients of one listener reach the UDP ports that they are given.
///
/// @param advertised the address that they are told, if it is not the one that their connection
///     came in on: that of a NAT or of a container's host
/// @param ports which may be used; empty for any free one
public record UdpRelaySettings(Optional<Host> advertised, Optional<PortRange> ports) {
  /// As the connection came in, at any port.
  public static final UdpRelaySettings PLAIN =
      new UdpRelaySettings(Optional.empty(), Optional.empty());
}
