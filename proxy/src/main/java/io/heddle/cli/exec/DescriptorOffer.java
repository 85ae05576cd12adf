package io.heddle.cli.exec;

import io.heddle.net.namespace.DescriptorMessage;
import io.heddle.net.namespace.HandoverSocket;
import io.heddle.net.namespace.PassedDescriptor;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Optional;

/// Offer of a descriptor to a proxy, which connects to a socket of this process and gets it there.
///
/// @param socket empty if there is no descriptor to offer
record DescriptorOffer(Optional<HandoverSocket> socket) implements AutoCloseable {

  /// Begins to offer a descriptor. The caller closes the offer.
  static DescriptorOffer of(Optional<PassedDescriptor> descriptor) throws IOException {
    if (descriptor.isEmpty()) {
      return new DescriptorOffer(Optional.empty());
    }
    HandoverSocket socket = HandoverSocket.open();
    int number = descriptor.get().number();
    Thread.ofPlatform().daemon().name("descriptor-offer").start(() -> send(socket, number));
    return new DescriptorOffer(Optional.of(socket));
  }

  private static void send(HandoverSocket socket, int number) {
    try (SocketChannel proxy = socket.accept()) {
      DescriptorMessage.send(proxy, "listener", List.of(number));
    } catch (IOException e) {
      // The offer is over, or the proxy has failed, which its answer says.
    }
  }

  @Override
  public void close() {
    socket.ifPresent(HandoverSocket::close);
  }
}
