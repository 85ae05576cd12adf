package io.heddle.udp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/// Where the datagrams for one target go.
sealed interface DatagramDestination
    permits DatagramDestination.Fixed,
        DatagramDestination.Dropping,
        NamedDestination,
        WrappedDestination,
        LazyDestination {

  /// Sends a client's datagram on, or drops and counts it.
  ///
  /// @param datagram its position is at the payload; from its mark to there is its header, for ways
  ///     on which the target is written in front of the payload once more
  /// @param straight how datagrams leave by the straight path; what it has accepted must stay as it
  ///     is until that is flushed
  /// @throws IOException if the association ends
  void send(ByteBuffer datagram, OutgoingDatagrams straight) throws IOException;

  /// An address.
  record Fixed(InetSocketAddress address) implements DatagramDestination {
    @Override
    public void send(ByteBuffer datagram, OutgoingDatagrams straight) throws IOException {
      straight.add(datagram, datagram.remaining(), address);
    }
  }

  /// Nowhere.
  record Dropping(DropReason cause, UdpStats tally) implements DatagramDestination {
    @Override
    public void send(ByteBuffer datagram, OutgoingDatagrams straight) {
      tally.dropped(cause);
    }
  }
}
