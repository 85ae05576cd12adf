package io.heddle.udp;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.address.PortRange;
import io.heddle.dial.LoopGuard;
import io.heddle.net.udp.DatagramPort;
import io.heddle.net.udp.DatagramPorts;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// The port that one client sends to. Whoever opens it closes it.
///
/// @param bound BND.ADDR and BND.PORT: where the client finds it
/// @param relays has it as long as it is open
record RelayPort(DatagramPort port, Endpoint bound, LoopGuard relays) implements AutoCloseable {

  RelayPort {
    relays.add(port.local());
  }

  /// A port on `local`, the address that the client's connection came in on: of those allowed any
  /// free one, beginning anywhere, so that the next one cannot be foretold.
  ///
  /// @param allowed empty for whichever the system chooses
  /// @param told the address that the client is told
  /// @throws IOException if none is free
  static RelayPort open(
      DatagramPorts ports,
      InetAddress local,
      Optional<PortRange> allowed,
      Host told,
      LoopGuard relays)
      throws IOException {
    DatagramPort port =
        allowed.isEmpty() ? ports.open(local, 0) : openOneOf(ports, local, allowed.get());
    return new RelayPort(port, new Endpoint(told, port.local().port()), relays);
  }

  private static DatagramPort openOneOf(DatagramPorts ports, InetAddress local, PortRange allowed)
      throws IOException {
    int start = ThreadLocalRandom.current().nextInt(allowed.size());
    for (int i = 0; i < allowed.size(); i++) {
      try {
        return ports.open(local, allowed.first() + (start + i) % allowed.size());
      } catch (BindException e) {
        // Taken, and perhaps the next one is not.
      }
    }
    throw new BindException("none of " + allowed + " is free");
  }

  @Override
  public void close() {
    relays.remove(port.local());
    port.close();
  }
}
