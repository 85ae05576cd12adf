package io.heddle.udp;

import io.heddle.address.Endpoint;
import io.heddle.dial.Dialer.OwnAddresses;
import io.heddle.net.Sockets;
import io.heddle.net.udp.UdpSocket;
import io.heddle.net.udp.UdpSockets;
import io.heddle.socks5.UdpHeader;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/// Path to the targets themselves. Its socket is bound to all addresses: the system chooses the one
/// that each datagram leaves from, and anyone may answer.
final class DirectPath implements DatagramPath, AutoCloseable {
  private final UdpSocket socket;
  private final OwnAddresses ownPorts;
  // Of the last datagram; mostly the next one has the same source.
  private InetSocketAddress lastSource = new InetSocketAddress(0);
  private byte[] lastHeader = {};

  private DirectPath(UdpSocket socket, OwnAddresses ownPorts) {
    this.socket = socket;
    this.ownPorts = ownPorts;
    ownPorts.add(socket.local());
  }

  /// Opens a path, which the caller closes.
  ///
  /// @param ownPorts holds its port as long as it is open
  static DirectPath open(UdpSockets sockets, OwnAddresses ownPorts) throws IOException {
    return new DirectPath(sockets.openToAll(), ownPorts);
  }

  @Override
  public UdpSocket socket() {
    return socket;
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
    ownPorts.remove(socket.local());
    socket.close();
  }
}
