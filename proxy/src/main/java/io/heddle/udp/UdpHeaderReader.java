package io.heddle.udp;

import io.heddle.address.Endpoint;
import io.heddle.socks5.UdpHeader;
import io.heddle.wire.MalformedException;
import java.nio.ByteBuffer;

/// Reads the headers of datagrams that come one after the other. One that repeats the one before,
/// as most do, costs a comparison and no memory.
final class UdpHeaderReader {
  private UdpHeader header = UdpHeader.of(Endpoint.UNSPECIFIED);
  private byte[] bytes = header.toByteArray();

  /// The header at the position of a datagram, which is then behind it.
  UdpHeader read(ByteBuffer datagram) throws MalformedException {
    int start = datagram.position();
    if (repeats(datagram, start)) {
      datagram.position(start + bytes.length);
      return header;
    }
    header = UdpHeader.read(datagram);
    bytes = new byte[datagram.position() - start];
    datagram.get(start, bytes);
    return header;
  }

  private boolean repeats(ByteBuffer datagram, int start) {
    if (datagram.remaining() < bytes.length) {
      return false;
    }
    for (int i = 0; i < bytes.length; i++) {
      if (datagram.get(start + i) != bytes[i]) {
        return false;
      }
    }
    return true;
  }
}
