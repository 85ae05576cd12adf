package io.heddle.udp;

import io.heddle.net.udp.DatagramPort;
import io.heddle.net.udp.GsoBatch;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/// From one path to the client: whatever comes in, from anyone, with its source in the header.
final class DownloadLoop implements Direction {
  private final DatagramPath path;
  private final ClientAddress client;
  private final DatagramSender sender;

  /// @param sender from the relay port
  DownloadLoop(DatagramPath path, ClientAddress client, DatagramSender sender) {
    this.path = path;
    this.client = client;
    this.sender = sender;
  }

  @Override
  public DatagramPort port() {
    return path.port();
  }

  @Override
  public OutgoingDatagrams outgoing(GsoBatch batch) {
    return OutgoingDatagrams.inBatches(batch, sender, sender.stats()::addDownloads);
  }

  @Override
  public void relay(ByteBuffer datagram, InetSocketAddress source, OutgoingDatagrams outgoing)
      throws IOException {
    Optional<DropReason> objection = path.take(datagram, source);
    Optional<InetSocketAddress> to = client.address();
    if (objection.isPresent()) {
      sender.stats().addDrop(objection.get());
    } else if (to.isEmpty()) {
      sender.stats().addDrop(DropReason.NO_CLIENT);
    } else {
      int payload = datagram.remaining();
      outgoing.add(datagram.reset(), payload, to.get());
    }
  }
}
