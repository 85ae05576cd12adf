package io.heddle.cli.exec;

import io.heddle.address.Address;
import io.heddle.address.Endpoint;
import io.heddle.net.namespace.DescriptorMessage;
import io.heddle.net.namespace.HandoverSocket;
import io.heddle.net.namespace.NetworkNamespace;
import io.heddle.net.namespace.PassedDescriptor;
import io.heddle.net.systemd.DescriptorChannel;
import io.heddle.net.systemd.InheritedSockets;
import io.heddle.time.Deadline;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;

/// Listening socket in the network namespace of a child process, known to this process by its address:
/// a listener that is opened there uses it. Nobody else has the address, since `heddle exec` keeps it
/// bound outside the namespace.
record InsideListener(Endpoint address, PassedDescriptor descriptor) implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /// Makes a socket known. The caller closes it.
  ///
  /// @throws IOException if it does not listen there
  static InsideListener of(Endpoint address, PassedDescriptor descriptor) throws IOException {
    check(address, descriptor);
    InheritedSockets.add(address, descriptor.number());
    return new InsideListener(address, descriptor);
  }

  /// Checks what another process has passed: who it is says nothing about what it sends.
  ///
  /// @throws IOException if it is no TCP socket that listens on the address
  static void check(Endpoint address, PassedDescriptor descriptor) throws IOException {
    Optional<Address> found = DescriptorChannel.listeningAddress(descriptor.number());
    if (found.isEmpty() || !found.get().equals(address)) {
      throw new IOException("a socket was passed that does not listen on " + address);
    }
  }

  /// Gets the socket that another process offers. The caller closes it.
  ///
  /// @param offered what the other process has told of it
  ///
  /// @throws IOException if what comes is another one
  static InsideListener receive(Endpoint address, OfferedDescriptor offered) throws IOException {
    try (SocketChannel offer = HandoverSocket.connect(offered.path())) {
      if (!NetworkNamespace.isOwnOfPeer(offer)) {
        throw new IOException("another program has taken the place of heddle exec");
      }
      offer.configureBlocking(false);
      DescriptorMessage message = DescriptorMessage.receive(offer, Deadline.after(PATIENCE));
      try {
        return of(address, checked(message, offered));
      } catch (IOException e) {
        message.descriptors().forEach(PassedDescriptor::close);
        throw e;
      }
    }
  }

  private static PassedDescriptor checked(DescriptorMessage message, OfferedDescriptor offered)
      throws IOException {
    if (!offered.hasSecret(message.text())) {
      throw new IOException("the secret of heddle exec did not come with it");
    }
    if (message.descriptors().size() != 1) {
      throw new IOException("one listener was expected");
    }
    PassedDescriptor descriptor = message.descriptors().getFirst();
    if (!offered.hasNamespaceOf(descriptor.number())) {
      throw new IOException("it is in another network namespace than heddle exec says");
    }
    return descriptor;
  }

  @Override
  public void close() {
    InheritedSockets.remove(address);
    descriptor.close();
  }
}
