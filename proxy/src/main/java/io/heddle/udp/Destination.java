package io.heddle.udp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/// Where the datagrams for one target go.
sealed interface Destination
    permits Destination.Fixed,
        Destination.Dropping,
        NamedDestination,
        WrappedDestination,
        LateDestination {

  /// Sends a client's datagram on, or drops and counts it.
  ///
  /// @param datagram its position is at the payload; all before that is its header, for ways on
  ///     which the target is written in front of the payload once more. Free again on return
  /// @throws IOException if the association ends
  void send(ByteBuffer datagram) throws IOException;

  /// An address.
  record Fixed(InetSocketAddress address, Sending sending) implements Destination {
    @Override
    public void send(ByteBuffer datagram) throws IOException {
      int bytes = datagram.remaining();
      if (sending.send(datagram, address)) {
        sending.tally().uploaded(bytes);
      }
    }
  }

  /// Nowhere.
  record Dropping(Drop cause, Tally tally) implements Destination {
    @Override
    public void send(ByteBuffer datagram) {
      tally.dropped(cause);
    }
  }
}
