package io.heddle.udp;

import io.heddle.net.udp.UdpSocket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/// Path between an association and its targets, with a socket of its own.
sealed interface DatagramPath permits DirectPath, RelayPath {
  /// The port where datagrams for the client come in.
  UdpSocket socket();

  /// Turns a datagram that has come to the port into one for the client.
  ///
  /// @param datagram its mark at its position, and [ReceiveBatch#HEADROOM] before that; afterwards
  ///     its mark is at a header that names the source, and its position at the payload behind it
  /// @return the reason to drop it; empty if the client gets it
  Optional<DropReason> unwrap(ByteBuffer datagram, InetSocketAddress source);
}
