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
  /// @param direct how datagrams leave by the direct path; what it has accepted must stay as it
  ///     is until that is flushed
  /// @throws IOException if the association ends
  void send(ByteBuffer datagram, OutgoingDatagrams direct) throws IOException;

  /// An address.
  record Fixed(InetSocketAddress address) implements DatagramDestination {
    @Override
    public void send(ByteBuffer datagram, OutgoingDatagrams direct) throws IOException {
      direct.add(datagram, datagram.remaining(), address);
    }
  }

  /// Nowhere.
  record Dropping(DropReason cause, UdpStats stats) implements DatagramDestination {
    @Override
    public void send(ByteBuffer datagram, OutgoingDatagrams direct) {
      stats.addDrop(cause);
    }
  }
}
