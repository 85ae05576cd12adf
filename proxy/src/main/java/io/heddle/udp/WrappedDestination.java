package io.heddle.udp;

import io.heddle.net.udp.DatagramPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/// Target behind the UDP relays of other proxies: its datagrams go to the nearest relay, with a
/// header for each further relay and for the target in front.
final class WrappedDestination implements DatagramDestination {
  private final byte[] headers;
  private final DatagramPort port;
  private final InetSocketAddress relay;

  /// @param port where the datagrams leave from
  /// @param relay the nearest
  WrappedDestination(byte[] headers, DatagramPort port, InetSocketAddress relay) {
    this.headers = headers;
    this.port = port;
    this.relay = relay;
  }

  @Override
  public void send(ByteBuffer datagram, DatagramOutput output) throws IOException {
    int payload = datagram.remaining();
    output.add(port, wrap(datagram), payload, relay);
  }

  /// Writes the headers over the client's header if they are not longer, as mostly with one relay;
  /// otherwise into a copy.
  private ByteBuffer wrap(ByteBuffer datagram) {
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
