package io.heddle.udp;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.address.PortRange;
import io.heddle.dial.Dialer.LoopGuard;
import io.heddle.net.udp.DatagramPort;
import io.heddle.net.udp.DatagramPorts;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// Port that one client sends to. Its opener closes it.
///
/// @param bound BND.ADDR and BND.PORT: the address that the client is told
/// @param ownPorts holds the port as long as it is open
record RelayPort(DatagramPort port, Endpoint bound, LoopGuard ownPorts) implements AutoCloseable {

  RelayPort {
    ownPorts.add(port.local());
  }

  /// Opens a port on `local`, the address that the client's connection came in on. The search in the
  /// allowed range starts at random, so that the next port cannot be predicted.
  ///
  /// @param allowed empty if the system may choose any free port
  /// @param advertised the address that the client is told
  /// @throws IOException if no port is free
  static RelayPort open(
      DatagramPorts ports,
      InetAddress local,
      Optional<PortRange> allowed,
      Host advertised,
      LoopGuard ownPorts)
      throws IOException {
    DatagramPort port =
        allowed.isEmpty() ? ports.open(local, 0) : openOneOf(ports, local, allowed.get());
    return new RelayPort(port, new Endpoint(advertised, port.local().port()), ownPorts);
  }

  private static DatagramPort openOneOf(DatagramPorts ports, InetAddress local, PortRange allowed)
      throws IOException {
    int start = ThreadLocalRandom.current().nextInt(allowed.size());
    for (int i = 0; i < allowed.size(); i++) {
      try {
        return ports.open(local, allowed.first() + (start + i) % allowed.size());
      } catch (BindException e) {
        // Taken: try the next one.
      }
    }
    throw new BindException("none of " + allowed + " is free");
  }

  @Override
  public void close() {
    ownPorts.remove(port.local());
    port.close();
  }
}
