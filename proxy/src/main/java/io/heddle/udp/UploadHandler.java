package io.heddle.udp;

import io.heddle.socks5.UdpHeader;
import io.heddle.wire.MalformedException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/// Handler of datagrams from the client: reads the header and sends the payload to the target that
/// it names.
final class UploadHandler implements DatagramFlow.DatagramHandler {
  private final ClientAddress client;
  private final DestinationTable destinations;
  private final DatagramBacklog backlog;
  private final UdpStats stats;
  private final UdpHeaderReader headers = new UdpHeaderReader();

  UploadHandler(
      ClientAddress client,
      DestinationTable destinations,
      DatagramBacklog backlog,
      UdpStats stats) {
    this.client = client;
    this.destinations = destinations;
    this.backlog = backlog;
    this.stats = stats;
  }

  @Override
  public void handle(ByteBuffer datagram, InetSocketAddress source, DatagramOutput output) {
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
        destinations.of(header.address()).send(datagram, output);
      }
    } catch (MalformedException e) {
      stats.addDrop(DropReason.MALFORMED);
    }
  }

  @Override
  public boolean hasBacklog() {
    return backlog.hasReleased();
  }

  @Override
  public boolean sendBacklog(DatagramOutput output) {
    return backlog.sendReleased(output);
  }
}
