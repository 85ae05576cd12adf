package io.heddle.net.udp;

import io.heddle.address.Host;
import io.heddle.address.PortRange;
import java.util.Optional;

/// Settings of the UDP relay ports that the clients of one listener get.
///
/// @param advertised the address to tell clients, such as that of a NAT or of a container's host; empty
///     for the one on which the client's connection came in
/// @param ports the ports to use; empty for any free one
public record UdpRelaySettings(Optional<Host> advertised, Optional<PortRange> ports) {
  /// The address of the client's connection, any free port.
  public static final UdpRelaySettings PLAIN =
      new UdpRelaySettings(Optional.empty(), Optional.empty());
}
