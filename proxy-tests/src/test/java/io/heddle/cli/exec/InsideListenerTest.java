package io.heddle.cli.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.heddle.address.Endpoint;
import io.heddle.foreign.Linux;
import io.heddle.http1.HttpFields;
import io.heddle.net.Sockets;
import io.heddle.net.namespace.DescriptorMessage;
import io.heddle.net.namespace.HandoverSocket;
import io.heddle.net.namespace.PassedDescriptor;
import io.heddle.net.scheduler.Readiness;
import io.heddle.net.systemd.DescriptorChannel;
import io.heddle.net.systemd.InheritedSockets;
import io.heddle.support.Prerequisites;
import io.heddle.support.RequiresLinux;
import io.heddle.time.Deadline;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Listening sockets that another process passes to the proxy, which uses no other descriptor.
@Tag("component")
@RequiresLinux
class InsideListenerTest {
  private static final String SECRET = "00112233445566778899aabbccddeeff";
  private static final InetSocketAddress ANY_PORT = loopback("127.0.0.1", 0);

  @BeforeAll
  static void needsLinux() {
    Prerequisites.check(Linux.isLittleEndian64(), "Linux");
  }

  private static InetSocketAddress loopback(String address, int port) {
    return new InetSocketAddress(InetAddress.ofLiteral(address), port);
  }

  private static Endpoint endpoint(int port) {
    return Endpoint.parse("127.0.0.1:" + port);
  }

  private static int port(ServerSocketChannel listener) throws IOException {
    return ((Endpoint) Sockets.local(listener)).port();
  }

  private static int port(DatagramChannel socket) throws IOException {
    return ((InetSocketAddress) socket.getLocalAddress()).getPort();
  }

  /// A copy of the descriptor, as another process would have passed it.
  private static PassedDescriptor passed(SelectableChannel socket) throws IOException {
    try (HandoverSocket handover = HandoverSocket.open();
        SocketChannel sender = HandoverSocket.connect(handover.path().toString());
        SocketChannel receiver = handover.accept()) {
      receiver.configureBlocking(false);
      DescriptorMessage.send(sender, "x", List.of(Readiness.descriptor(socket)));
      return DescriptorMessage.receive(receiver, Deadline.after(Duration.ofSeconds(5)))
          .descriptors()
          .getFirst();
    }
  }

  private static void isRefused(SelectableChannel socket, Endpoint address) throws IOException {
    try (PassedDescriptor descriptor = passed(socket)) {
      IOException failure =
          assertThrows(IOException.class, () -> InsideListener.of(address, descriptor));
      assertEquals("a socket was passed that does not listen on " + address, failure.getMessage());
      assertEquals(Optional.empty(), InheritedSockets.find(address));
    }
  }

  @Test
  void aListenerOnItsAddressServes() throws IOException {
    try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.INET)) {
      listener.bind(ANY_PORT);
      Endpoint address = endpoint(port(listener));
      try (InsideListener _ = InsideListener.of(address, passed(listener));
          ServerSocketChannel found = InheritedSockets.find(address).orElseThrow();
          SocketChannel client = SocketChannel.open(loopback("127.0.0.1", address.port()));
          SocketChannel accepted = found.accept()) {
        assertEquals(client.getLocalAddress(), accepted.getRemoteAddress());
      }
      assertEquals(Optional.empty(), InheritedSockets.find(address));
    }
  }

  @Test
  void aListenerOnAnotherAddressIsRefused() throws IOException {
    try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.INET);
        ServerSocketChannel other = ServerSocketChannel.open(StandardProtocolFamily.INET)) {
      listener.bind(ANY_PORT);
      isRefused(listener, endpoint(port(listener) == 1 ? 2 : 1));
      other.bind(loopback("127.0.0.2", 0));
      isRefused(other, endpoint(port(other)));
    }
    try (ServerSocketChannel everywhere = ServerSocketChannel.open(StandardProtocolFamily.INET)) {
      everywhere.bind(loopback("0.0.0.0", 0));
      isRefused(everywhere, endpoint(port(everywhere)));
    }
  }

  @Test
  void aSocketThatDoesNotListenIsRefused() throws IOException {
    try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.INET);
        DatagramChannel datagrams = DatagramChannel.open(StandardProtocolFamily.INET)) {
      listener.bind(ANY_PORT);
      datagrams.bind(ANY_PORT);
      isRefused(datagrams, endpoint(port(datagrams)));
      try (SocketChannel client = SocketChannel.open(listener.getLocalAddress())) {
        isRefused(client, endpoint(((InetSocketAddress) client.getLocalAddress()).getPort()));
      }
    }
  }

  @Test
  void whatIsNoSocketOfTheInternetIsRefused() throws IOException {
    try (HandoverSocket handover = HandoverSocket.open()) {
      isRefused(handover.channel(), endpoint(1080));
      try (PassedDescriptor descriptor = passed(handover.channel())) {
        assertEquals(Optional.empty(), DescriptorChannel.listeningAddress(descriptor.number()));
      }
    }
  }

  @Test
  void anOfferOfAnotherSocketIsRefusedToo() throws Exception {
    try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.INET)) {
      listener.bind(ANY_PORT);
      Endpoint other = endpoint(port(listener) == 1 ? 2 : 1);
      String failure = received(listener, other, SECRET, SECRET, namespace(listener));
      assertEquals("a socket was passed that does not listen on " + other, failure);
    }
  }

  /// Another program that replaces the file of the socket does not know the secret.
  @Test
  void anOfferWithoutTheSecretIsRefused() throws Exception {
    String refusal = "the secret of heddle exec did not come with it";
    try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.INET)) {
      listener.bind(ANY_PORT);
      Endpoint address = endpoint(port(listener));
      String namespace = namespace(listener);
      assertEquals("", received(listener, address, SECRET, SECRET, namespace));
      assertEquals(refusal, received(listener, address, SECRET, "listener", namespace));
      assertEquals(refusal, received(listener, address, SECRET, SECRET + "0", namespace));
      assertEquals(refusal, received(listener, address, "", "listener", namespace));
      assertEquals(Optional.empty(), InheritedSockets.find(address));
    }
  }

  @Test
  void anOfferFromAnotherNetworkNamespaceIsRefused() throws Exception {
    try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.INET)) {
      listener.bind(ANY_PORT);
      Endpoint address = endpoint(port(listener));
      assertEquals(
          "it is in another network namespace than heddle exec says",
          received(listener, address, SECRET, SECRET, namespace(listener) + "0"));
      assertEquals(Optional.empty(), InheritedSockets.find(address));
    }
  }

  @Test
  void theDescriptionOfAnOfferIsReadAsItIsWritten() {
    OfferedDescriptor offered = new OfferedDescriptor("/tmp/a b/s", SECRET, "4711");
    assertEquals(
        Optional.of(offered), OfferedDescriptor.of(offered.addedTo(HttpFields.of("User", "a"))));
    assertEquals(Optional.empty(), OfferedDescriptor.of(HttpFields.of("User", "a")));
  }

  private static String namespace(ServerSocketChannel listener) {
    return OfferedDescriptor.namespaceOf(Readiness.descriptor(listener));
  }

  /// Receives a listener.
  ///
  /// @param told the secret that the proxy knows
  /// @param sent the text that comes with the descriptor
  ///
  /// @return why it is refused; empty if it is not
  private static String received(
      ServerSocketChannel listener, Endpoint address, String told, String sent, String namespace)
      throws Exception {
    try (HandoverSocket handover = HandoverSocket.open()) {
      Thread offer = Thread.ofPlatform().start(() -> offer(handover, sent, listener));
      OfferedDescriptor offered =
          new OfferedDescriptor(handover.path().toString(), told, namespace);
      try (InsideListener _ = InsideListener.receive(address, offered)) {
        return "";
      } catch (IOException e) {
        return e.getMessage();
      } finally {
        offer.join();
      }
    }
  }

  private static void offer(HandoverSocket handover, String text, ServerSocketChannel listener) {
    try (SocketChannel proxy = handover.accept()) {
      DescriptorMessage.send(proxy, text, List.of(Readiness.descriptor(listener)));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
