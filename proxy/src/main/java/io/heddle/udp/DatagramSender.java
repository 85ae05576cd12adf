package io.heddle.udp;

import io.heddle.net.udp.DatagramPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;

/// Sends datagrams from a port, and counts those that do not get away.
record DatagramSender(DatagramPort port, UdpStats tally) {

  /// Sends all that remains in `datagram`.
  ///
  /// @return whether it left
  /// @throws IOException if the port is closed or the thread interrupted
  boolean send(ByteBuffer datagram, InetSocketAddress to) throws IOException {
    if (datagram.remaining() > DatagramPort.maxLength(to.getAddress())) {
      tally.dropped(DropReason.TOO_LARGE);
      return false;
    }
    try {
      port.send(datagram, to);
      return true;
    } catch (ClosedChannelException e) {
      throw e;
    } catch (IOException e) {
      tally.dropped(DropReason.UNSENT);
      return false;
    }
  }
}
