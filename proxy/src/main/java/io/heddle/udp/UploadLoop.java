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
  private final DirectPath direct;
  private final UdpStats stats;
  private final UdpHeaderReader headers = new UdpHeaderReader();

  UploadLoop(
      DatagramPort relay,
      ClientAddress client,
      DestinationTable destinations,
      DirectPath direct,
      UdpStats stats) {
    this.relay = relay;
    this.client = client;
    this.destinations = destinations;
    this.direct = direct;
    this.stats = stats;
  }

  @Override
  public DatagramPort port() {
    return relay;
  }

  @Override
  public OutgoingDatagrams outgoing(GsoBatch batch) {
    return direct.inBatches(batch);
  }

  @Override
  public void relay(ByteBuffer datagram, InetSocketAddress source, OutgoingDatagrams outgoing)
      throws IOException {
    if (!client.hasIpOf(source)) {
      stats.addDrop(DropReason.FOREIGN);
      return;
    }
    try {
      UdpHeader header = headers.read(datagram);
      if (header.fragment() != 0) {
        stats.addDrop(DropReason.FRAGMENT);
      } else if (header.address().port() == 0) {
        stats.addDrop(DropReason.MALFORMED);
      } else if (!client.acceptFrom(source)) {
        stats.addDrop(DropReason.FOREIGN);
      } else {
        destinations.of(header.address()).send(datagram, outgoing);
      }
    } catch (MalformedException e) {
      stats.addDrop(DropReason.MALFORMED);
    }
  }
}
