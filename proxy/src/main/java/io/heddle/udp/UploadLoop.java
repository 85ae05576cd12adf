package io.heddle.udp;

import io.heddle.net.udp.DatagramPort;
import io.heddle.net.udp.GsoBatch;
import io.heddle.socks5.UdpHeader;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/// From the client to the targets: reads the header, and sends the payload where it says.
final class UploadLoop implements Direction {
  private final DatagramPort relay;
  private final ClientAddress client;
  private final DestinationTable destinations;
  private final DirectPath straight;
  private final UdpStats tally;
  private final UdpHeaderReader headers = new UdpHeaderReader();

  UploadLoop(
      DatagramPort relay,
      ClientAddress client,
      DestinationTable destinations,
      DirectPath straight,
      UdpStats tally) {
    this.relay = relay;
    this.client = client;
    this.destinations = destinations;
    this.straight = straight;
    this.tally = tally;
  }

  @Override
  public DatagramPort port() {
    return relay;
  }

  @Override
  public OutgoingDatagrams outgoing(GsoBatch run) {
    return straight.inRuns(run);
  }

  @Override
  public void relay(ByteBuffer datagram, InetSocketAddress source, OutgoingDatagrams outgoing)
      throws IOException {
    if (!client.mayBe(source)) {
      tally.dropped(DropReason.FOREIGN);
      return;
    }
    try {
      UdpHeader header = headers.read(datagram);
      if (header.fragment() != 0) {
        tally.dropped(DropReason.FRAGMENT);
      } else if (header.address().port() == 0) {
        tally.dropped(DropReason.MALFORMED);
      } else if (!client.hears(source)) {
        tally.dropped(DropReason.FOREIGN);
      } else {
        destinations.of(header.address()).send(datagram, outgoing);
      }
    } catch (MalformedException e) {
      tally.dropped(DropReason.MALFORMED);
    }
  }
}
