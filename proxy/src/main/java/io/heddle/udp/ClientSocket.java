package io.heddle.udp;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.address.PortRange;
import io.heddle.dial.Dialer.OwnAddresses;
import io.heddle.net.udp.UdpSocket;
import io.heddle.net.udp.UdpSockets;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// Socket that one client sends to. Its opener closes it.
///
/// @param bound BND.ADDR and BND.PORT: the address that the client is told
/// @param ownPorts holds its port as long as it is open
record ClientSocket(UdpSocket socket, Endpoint bound, OwnAddresses ownPorts)
    implements AutoCloseable {

  ClientSocket {
    ownPorts.add(socket.local());
  }

  /// Opens a port on `local`, the address that the client's connection came in on. The search in the
  /// allowed range starts at random, so that the next port cannot be predicted.
  ///
  /// @param allowed empty if the system may choose any free port
  /// @param advertised the address that the client is told
  /// @throws IOException if no port is free
  static ClientSocket open(
      UdpSockets sockets,
      InetAddress local,
      Optional<PortRange> allowed,
      Host advertised,
      OwnAddresses ownPorts)
      throws IOException {
    UdpSocket socket =
        allowed.isEmpty() ? sockets.open(local, 0) : openOneOf(sockets, local, allowed.get());
    return new ClientSocket(socket, new Endpoint(advertised, socket.local().port()), ownPorts);
  }

  private static UdpSocket openOneOf(UdpSockets sockets, InetAddress local, PortRange allowed)
      throws IOException {
    int start = ThreadLocalRandom.current().nextInt(allowed.size());
    for (int i = 0; i < allowed.size(); i++) {
      try {
        return sockets.open(local, allowed.first() + (start + i) % allowed.size());
      } catch (BindException e) {
        // Taken: try the next one.
      }
    }
    throw new BindException("none of " + allowed + " is free");
  }

  @Override
  public void close() {
    ownPorts.remove(socket.local());
    socket.close();
  }
}
