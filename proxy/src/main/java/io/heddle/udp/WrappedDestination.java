package io.heddle.udp;

import io.heddle.net.udp.DatagramPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/// A target behind relays of other proxies: its datagrams go to the nearest of them, with a header
/// for every step from there on in front.
final class WrappedDestination implements DatagramDestination {
  private final byte[] headers;
  private final InetSocketAddress relay;
  private final DatagramSender sending;

  WrappedDestination(byte[] headers, InetSocketAddress relay, DatagramSender sending) {
    this.headers = headers;
    this.relay = relay;
    this.sending = sending;
  }

  @Override
  public void send(ByteBuffer datagram, OutgoingDatagrams straight) throws IOException {
    int bytes = datagram.remaining();
    if (headers.length + bytes > DatagramPort.maxLength(relay.getAddress())) {
      sending.tally().dropped(DropReason.TOO_LARGE);
    } else if (sending.send(wrapped(datagram), relay)) {
      sending.tally().uploaded(1, bytes);
    }
  }

  /// In place if the header that the client has written leaves room, as with one relay it mostly
  /// does.
  private ByteBuffer wrapped(ByteBuffer datagram) {
    int payload = datagram.position();
    int room = payload - datagram.reset().position();
    datagram.position(payload);
    int start = payload - headers.length;
    return headers.length <= room
        ? datagram.put(start, headers).position(start)
        : ByteBuffer.allocate(headers.length + datagram.remaining())
            .put(headers)
            .put(datagram)
            .flip();
  }
}
