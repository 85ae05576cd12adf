package io.heddle.udp;

import io.heddle.net.DatagramPort;
import io.heddle.net.DatagramRun;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/// From one path to the client: whatever comes in, from anyone, with its source in the header.
final class Download implements Direction {
  private final DatagramPath path;
  private final ClientAddress client;
  private final Sending sending;

  /// @param sending from the relay port
  Download(DatagramPath path, ClientAddress client, Sending sending) {
    this.path = path;
    this.client = client;
    this.sending = sending;
  }

  @Override
  public DatagramPort port() {
    return path.port();
  }

  @Override
  public Outgoing outgoing(DatagramRun run) {
    return Outgoing.inRuns(run, sending, sending.tally()::downloaded);
  }

  @Override
  public void relay(ByteBuffer datagram, InetSocketAddress source, Outgoing outgoing)
      throws IOException {
    Optional<Drop> objection = path.take(datagram, source);
    Optional<InetSocketAddress> to = client.address();
    if (objection.isPresent()) {
      sending.tally().dropped(objection.get());
    } else if (to.isEmpty()) {
      sending.tally().dropped(Drop.NO_CLIENT);
    } else {
      int payload = datagram.remaining();
      outgoing.add(datagram.reset(), payload, to.get());
    }
  }
}
