package io.heddle.lab.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.Optional;

/// Client side of a UDP association, or of datagrams sent directly to the origin.
///
/// @param control the connection whose end is the end of the association; closed with this
/// @param relay where datagrams are sent to
/// @param destination named in the header of each datagram; empty without a proxy: no header
public record ClientAssociation(
    Socket control, InetSocketAddress relay, Optional<InetSocketAddress> destination)
    implements AutoCloseable {

  /// Datagram with a payload of so many zeros.
  public byte[] datagram(int length) {
    byte[] header = destination.map(Socks5Client::datagramHeader).orElse(new byte[0]);
    return Arrays.copyOf(header, header.length + length);
  }

  @Override
  public void close() throws IOException {
    control.close();
  }
}
