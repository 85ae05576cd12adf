package io.heddle.udp;

import io.heddle.net.udp.UdpSocket;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/// Destination of the datagrams for one target.
sealed interface DatagramDestination
    permits DatagramDestination.FixedAddress,
        DatagramDestination.Discard,
        DestinationTable.UnroutedDestination,
        NamedDestination,
        RelayPath.WrappedDestination,
        FaultyPath.FaultyDestination,
        OnDemandPath.OnDemandDestination {

  /// Sends a datagram of the client, keeps a copy for later, or drops and counts it.
  ///
  /// @param datagram its position is at the payload, and its mark at its header, for paths on which
  ///     another header replaces it
  void send(ByteBuffer datagram, DatagramOutput output);

  /// An address, reached from `port`.
  record FixedAddress(UdpSocket socket, InetSocketAddress address) implements DatagramDestination {
    @Override
    public void send(ByteBuffer datagram, DatagramOutput output) {
      output.add(socket, datagram, datagram.remaining(), address);
    }
  }

  /// No destination: the datagrams are dropped.
  record Discard(DropReason reason, UdpStats stats) implements DatagramDestination {
    @Override
    public void send(ByteBuffer datagram, DatagramOutput output) {
      stats.addDrop(reason);
    }
  }
}
