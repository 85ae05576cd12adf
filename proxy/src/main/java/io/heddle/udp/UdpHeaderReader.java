package io.heddle.udp;

import io.heddle.address.Endpoint;
import io.heddle.socks5.UdpHeader;
import io.heddle.wire.MalformedException;
import java.nio.ByteBuffer;

/// Reader of the headers of successive datagrams. A header that equals the one before, as most do,
/// costs a comparison and no memory.
final class UdpHeaderReader {
  private UdpHeader last = UdpHeader.of(Endpoint.UNSPECIFIED);
  private byte[] lastBytes = last.toByteArray();

  /// Reads the header at the position of `datagram`, and leaves the position behind it.
  UdpHeader read(ByteBuffer datagram) throws MalformedException {
    int start = datagram.position();
    if (equalsLast(datagram, start)) {
      datagram.position(start + lastBytes.length);
      return last;
    }
    last = UdpHeader.read(datagram);
    lastBytes = new byte[datagram.position() - start];
    datagram.get(start, lastBytes);
    return last;
  }

  private boolean equalsLast(ByteBuffer datagram, int start) {
    if (datagram.remaining() < lastBytes.length) {
      return false;
    }
    for (int i = 0; i < lastBytes.length; i++) {
      if (datagram.get(start + i) != lastBytes[i]) {
        return false;
      }
    }
    return true;
  }
}
