package io.heddle.cli.exec;

import io.heddle.net.namespace.DescriptorMessage;
import io.heddle.net.namespace.HandoverSocket;
import io.heddle.net.namespace.PassedDescriptor;
import io.heddle.net.namespace.PeerProcess;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Offer of a descriptor to a proxy, which connects to a socket of this process and gets it there.
///
/// @param socket empty if there is no descriptor to offer
/// @param description for the proxy; empty if there is no descriptor to offer
record DescriptorOffer(Optional<HandoverSocket> socket, Optional<OfferedDescriptor> description)
    implements AutoCloseable {
  private static final int SECRET_BYTES = 16;

  /// Begins to offer a descriptor. The caller closes the offer.
  ///
  /// @param control a connection to the process that shall get it
  static DescriptorOffer of(Optional<PassedDescriptor> descriptor, SocketChannel control)
      throws IOException {
    if (descriptor.isEmpty()) {
      return new DescriptorOffer(Optional.empty(), Optional.empty());
    }
    HandoverSocket socket = HandoverSocket.open();
    int number = descriptor.get().number();
    byte[] random = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(random);
    String secret = HexFormat.of().formatHex(random);
    Thread.ofPlatform()
        .daemon()
        .name("descriptor-offer")
        .start(() -> send(socket, secret, number, control));
    OfferedDescriptor description =
        new OfferedDescriptor(
            socket.path().toString(), secret, OfferedDescriptor.namespaceOf(number));
    return new DescriptorOffer(Optional.of(socket), Optional.of(description));
  }

  private static void send(
      HandoverSocket socket, String secret, int number, SocketChannel control) {
    try {
      while (true) {
        try (SocketChannel proxy = socket.accept()) {
          // A command in another namespace could take what is meant for the proxy.
          if (PeerProcess.isSame(proxy, control)) {
            DescriptorMessage.send(proxy, secret, List.of(number));
            return;
          }
        }
      }
    } catch (IOException e) {
      // The offer is over, or the proxy has failed, which its answer says.
    }
  }

  @Override
  public void close() {
    socket.ifPresent(HandoverSocket::close);
  }
}
