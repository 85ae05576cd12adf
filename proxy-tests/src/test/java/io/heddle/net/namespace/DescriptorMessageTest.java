package io.heddle.net.namespace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.foreign.Linux;
import io.heddle.net.scheduler.Readiness;
import io.heddle.net.systemd.DescriptorChannel;
import io.heddle.support.Prerequisites;
import io.heddle.support.RequiresLinux;
import io.heddle.time.Deadline;
import java.io.EOFException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("component")
@RequiresLinux
class DescriptorMessageTest {
  @BeforeAll
  static void needsLinux() {
    Prerequisites.check(Linux.isLittleEndian64(), "Linux");
  }

  private static DescriptorMessage exchange(String text, List<Integer> descriptors)
      throws Exception {
    try (HandoverSocket socket = HandoverSocket.open();
        SocketChannel sender = HandoverSocket.connect(socket.path().toString());
        SocketChannel receiver = socket.accept()) {
      receiver.configureBlocking(false);
      DescriptorMessage.send(sender, text, descriptors);
      return DescriptorMessage.receive(receiver, Deadline.after(Duration.ofSeconds(5)));
    }
  }

  @Test
  void aListeningSocketLivesOnInTheReceiver() throws Exception {
    PassedDescriptor passed;
    InetSocketAddress address;
    try (ServerSocketChannel listener = ServerSocketChannel.open()) {
      listener.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
      address = (InetSocketAddress) listener.getLocalAddress();
      DescriptorMessage message = exchange("4711", List.of(Readiness.descriptor(listener)));
      assertEquals("4711", message.text());
      passed = message.descriptors().getFirst();
    }
    try (PassedDescriptor _ = passed;
        ServerSocketChannel again = DescriptorChannel.open(passed.number());
        SocketChannel client = SocketChannel.open(address);
        SocketChannel accepted = again.accept()) {
      assertEquals(client.getLocalAddress(), accepted.getRemoteAddress());
    }
    assertThrows(java.net.ConnectException.class, () -> SocketChannel.open(address).close());
  }

  @Test
  void noneAndManyPass() throws Exception {
    assertEquals(List.of(), exchange("x", List.of()).descriptors());
    try (ServerSocketChannel listener = ServerSocketChannel.open()) {
      int descriptor = Readiness.descriptor(listener);
      for (int count : new int[] {1, 2, 63, 64}) {
        List<PassedDescriptor> passed =
            exchange("x", Collections.nCopies(count, descriptor)).descriptors();
        assertEquals(count, passed.stream().distinct().count());
        passed.forEach(PassedDescriptor::close);
      }
    }
  }

  @Test
  void aSenderThatEndsOrWaitsIsTold() throws Exception {
    try (HandoverSocket socket = HandoverSocket.open();
        SocketChannel sender = HandoverSocket.connect(socket.path().toString());
        SocketChannel receiver = socket.accept()) {
      receiver.configureBlocking(false);
      Deadline soon = Deadline.after(Duration.ofMillis(50));
      assertThrows(SocketTimeoutException.class, () -> DescriptorMessage.receive(receiver, soon));
      sender.shutdownOutput();
      Deadline later = Deadline.after(Duration.ofSeconds(5));
      assertThrows(EOFException.class, () -> DescriptorMessage.receive(receiver, later));
    }
  }

  @Test
  void theSocketLeavesNoFiles() throws Exception {
    HandoverSocket socket = HandoverSocket.open();
    assertTrue(Files.exists(socket.path()));
    assertEquals("rwx------", permissions(socket));
    socket.close();
    socket.close();
    assertFalse(Files.exists(socket.folder()));
  }

  private static String permissions(HandoverSocket socket) throws Exception {
    return java.nio.file.attribute.PosixFilePermissions.toString(
        Files.getPosixFilePermissions(socket.folder()));
  }

  @Test
  void aPeerOfThisProcessHasItsNamespace() throws Exception {
    try (HandoverSocket socket = HandoverSocket.open();
        SocketChannel _ = HandoverSocket.connect(socket.path().toString());
        SocketChannel receiver = socket.accept()) {
      assertTrue(NetworkNamespace.isOwnOfPeer(receiver));
      assertTrue(NetworkNamespace.isOwnOfClient(receiver));
    }
  }
}
