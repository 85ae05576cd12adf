package io.heddle.cli.exec;

import io.heddle.address.Endpoint;
import io.heddle.net.namespace.DescriptorMessage;
import io.heddle.net.namespace.HandoverSocket;
import io.heddle.net.namespace.PassedDescriptor;
import io.heddle.net.namespace.PeerNamespace;
import io.heddle.net.systemd.InheritedSockets;
import io.heddle.time.Deadline;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/// Listening socket in the network namespace of a child process, known to this process by its address:
/// a listener that is opened there uses it. Nobody else has the address, since `heddle exec` keeps it
/// bound outside the namespace.
record InsideListener(Endpoint address, PassedDescriptor descriptor) implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// Makes a socket known. The caller closes it.
  static InsideListener of(Endpoint address, PassedDescriptor descriptor) {
    InheritedSockets.add(address, descriptor.number());
    return new InsideListener(address, descriptor);
  }

  /// Gets the socket that another process offers. The caller closes it.
  ///
  /// @param path of the socket on which it is offered
  static InsideListener receive(Endpoint address, String path) throws IOException {
    try (SocketChannel offer = HandoverSocket.connect(path)) {
      if (!PeerNamespace.isOwn(offer)) {
        throw new IOException("another program has taken the place of heddle exec");
      }
      offer.configureBlocking(false);
      DescriptorMessage message = DescriptorMessage.receive(offer, Deadline.after(PATIENCE));
      if (message.descriptors().size() != 1) {
        message.descriptors().forEach(PassedDescriptor::close);
        throw new IOException("one listener was expected");
      }
      return of(address, message.descriptors().getFirst());
    }
  }

  @Override
  public void close() {
    InheritedSockets.remove(address);
    descriptor.close();
  }
}
