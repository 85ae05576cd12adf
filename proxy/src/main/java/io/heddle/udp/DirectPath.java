package io.heddle.udp;

import io.heddle.address.Endpoint;
import io.heddle.dial.Dialer.LoopGuard;
import io.heddle.net.Sockets;
import io.heddle.net.udp.DatagramPort;
import io.heddle.net.udp.DatagramPorts;
import io.heddle.socks5.UdpHeader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/// Path to the targets themselves. Its socket is bound to all addresses: the system chooses the one
/// that each datagram leaves from, and anyone may answer.
final class DirectPath implements DatagramPath, AutoCloseable {
  private final DatagramPort port;
  private final LoopGuard ownPorts;
  // Of the last datagram; mostly the next one has the same source.
  private InetSocketAddress lastSource = new InetSocketAddress(0);
  private byte[] lastHeader = {};

  private DirectPath(DatagramPort port, LoopGuard ownPorts) {
    this.port = port;
    this.ownPorts = ownPorts;
    ownPorts.add(port.local());
  }

  /// Opens a path, which the caller closes.
  ///
  /// @param ownPorts holds its port as long as it is open
  static DirectPath open(DatagramPorts ports, LoopGuard ownPorts) throws IOException {
    return new DirectPath(ports.openToAll(), ownPorts);
  }

  @Override
  public DatagramPort port() {
    return port;
  }

  @Override
  public Optional<DropReason> unwrap(ByteBuffer datagram, InetSocketAddress source) {
    if (!source.equals(lastSource)) {
      lastSource = source;
      lastHeader = UdpHeader.of((Endpoint) Sockets.of(source)).toByteArray();
    }
    int payload = datagram.position();
    datagram.position(payload - lastHeader.length).mark().put(lastHeader);
    return Optional.empty();
  }

  @Override
  public void close() {
    ownPorts.remove(port.local());
    port.close();
  }
}
