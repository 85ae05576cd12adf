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
  private final DatagramSender sending;

  /// @param sending from the relay port
  DownloadLoop(DatagramPath path, ClientAddress client, DatagramSender sending) {
    this.path = path;
    this.client = client;
    this.sending = sending;
  }

  @Override
  public DatagramPort port() {
    return path.port();
  }

  @Override
  public OutgoingDatagrams outgoing(GsoBatch run) {
    return OutgoingDatagrams.inRuns(run, sending, sending.tally()::downloaded);
  }

  @Override
  public void relay(ByteBuffer datagram, InetSocketAddress source, OutgoingDatagrams outgoing)
      throws IOException {
    Optional<DropReason> objection = path.take(datagram, source);
    Optional<InetSocketAddress> to = client.address();
    if (objection.isPresent()) {
      sending.tally().dropped(objection.get());
    } else if (to.isEmpty()) {
      sending.tally().dropped(DropReason.NO_CLIENT);
    } else {
      int payload = datagram.remaining();
      outgoing.add(datagram.reset(), payload, to.get());
    }
  }
}
