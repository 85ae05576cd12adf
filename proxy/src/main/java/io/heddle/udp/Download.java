package io.heddle.udp;

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
  public boolean relayNext(ByteBuffer buffer) throws IOException {
    return switch (path.receive(buffer)) {
      case NOTHING -> false;
      case DROPPED -> true;
      case ANSWER -> {
        passOn(buffer);
        yield true;
      }
    };
  }

  private void passOn(ByteBuffer buffer) throws IOException {
    Optional<InetSocketAddress> to = client.address();
    if (to.isEmpty()) {
      sending.tally().dropped(Drop.NO_CLIENT);
    } else if (buffer.limit() == buffer.capacity()) {
      sending.tally().dropped(Drop.TOO_LARGE);
    } else {
      relay(buffer, to.get());
    }
  }

  private void relay(ByteBuffer answer, InetSocketAddress to) throws IOException {
    int bytes = answer.remaining();
    if (sending.send(answer.reset(), to)) {
      sending.tally().downloaded(bytes);
    }
  }
}
