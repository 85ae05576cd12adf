package io.heddle.udp;

import io.heddle.address.Endpoint;
import io.heddle.socks5.UdpHeader;
import io.heddle.wire.MalformedException;
import java.nio.ByteBuffer;

/// Reads the headers of a client's datagrams. One that repeats the one before, as most do, costs a
/// comparison and no memory.
final class Headers {
  private UdpHeader header = UdpHeader.of(Endpoint.UNSPECIFIED);
  private byte[] bytes = header.toByteArray();

  /// The header of a whole datagram, whose position is then at the payload.
  UdpHeader read(ByteBuffer datagram) throws MalformedException {
    if (repeats(datagram)) {
      datagram.position(bytes.length);
      return header;
    }
    header = UdpHeader.read(datagram);
    bytes = new byte[datagram.position()];
    datagram.get(0, bytes);
    return header;
  }

  private boolean repeats(ByteBuffer datagram) {
    if (datagram.remaining() < bytes.length) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      if (datagram.get(i) != bytes[i]) {
        return false;
      }
    }
    return true;
  }
}
