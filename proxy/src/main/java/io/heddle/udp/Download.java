package io.heddle.udp;

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
  public void awaitReadable() throws IOException {
    path.awaitReadable();
  }

  @Override
  public Outgoing outgoing(DatagramRun run) {
    return Outgoing.inRuns(run, sending, sending.tally()::downloaded);
  }

  @Override
  public boolean relayNext(ByteBuffer buffer, Outgoing outgoing) throws IOException {
    return switch (path.receive(buffer)) {
      case NOTHING -> false;
      case DROPPED -> {
        buffer.reset().limit(buffer.position());
        yield true;
      }
      case ANSWER -> {
        passOn(buffer, outgoing);
        yield true;
      }
    };
  }

  private void passOn(ByteBuffer answer, Outgoing outgoing) throws IOException {
    Optional<InetSocketAddress> to = client.address();
    if (to.isEmpty()) {
      sending.tally().dropped(Drop.NO_CLIENT);
    } else {
      int payload = answer.remaining();
      outgoing.add(answer.reset(), payload, to.get());
    }
  }
}
