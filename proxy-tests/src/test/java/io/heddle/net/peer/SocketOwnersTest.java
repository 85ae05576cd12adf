package io.heddle.net.peer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.net.peer.SocketOwner.OpenSocket;
import io.heddle.net.peer.SocketOwner.UnknownSocket;
import io.heddle.support.Await;
import io.heddle.support.Prerequisites;
import io.heddle.support.Program;
import io.heddle.support.RequiresLinux;
import io.heddle.support.RunningProgram;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Owners of real sockets, as this kernel tells them.
@Tag("component")
@RequiresLinux
class SocketOwnersTest {
  private static ServerSocket listen(String address) throws IOException {
    return new ServerSocket(0, 100, InetAddress.ofLiteral(address));
  }

  private static Endpoint endpoint(InetAddress address, int port) {
    return new Endpoint(new Host.Ip(address), port);
  }

  private static SocketOwner ownerOfPeer(Socket accepted) throws IOException {
    return SocketOwners.find(
        endpoint(accepted.getInetAddress(), accepted.getPort()),
        endpoint(accepted.getLocalAddress(), accepted.getLocalPort()));
  }

  @Test
  void thisKernelTellsThem() {
    assertTrue(SocketOwners.isSupported());
    assertTrue(SocketOwners.isPlatformSupported());
  }

  /// Clients of the JDK have sockets of IPv6 for IPv4, too.
  @ParameterizedTest
  @CsvSource({"127.0.0.1, INET", "127.0.0.1, INET6", "127.9.8.7, INET6", "::1, INET6"})
  void ourOwnSocketIsOurs(String address, StandardProtocolFamily family) throws IOException {
    assertOurs(address, family);
  }

  private static void assertOurs(String address, StandardProtocolFamily family) throws IOException {
    try (ServerSocket server = listen(address);
        SocketChannel client = SocketChannel.open(family)) {
      client.connect(server.getLocalSocketAddress());
      try (Socket accepted = server.accept()) {
        OpenSocket open = assertInstanceOf(OpenSocket.class, ownerOfPeer(accepted));
        assertEquals(SocketOwners.ownUser(), open.user());
        assertTrue(SocketOwners.isOwnerOrRoot(open.user()));
        assertTrue(isOpenHere(open.inode()), () -> "inode " + open.inode());
      }
    }
  }

  private static boolean isOpenHere(int inode) throws IOException {
    try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
      return descriptors.anyMatch(each -> {
        try {
          return Files.readSymbolicLink(each)
              .toString()
              .equals("socket:[" + Integer.toUnsignedString(inode) + "]");
        } catch (IOException e) {
          return false;
        }
      });
    }
  }

  /// The kernel gives such sockets to user 0: first in FIN_WAIT, then in TIME_WAIT.
  @Test
  void aClosedSocketIsNobodys() throws IOException {
    try (ServerSocket server = listen("127.0.0.1")) {
      Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
      Socket accepted = server.accept();
      Endpoint there = endpoint(accepted.getInetAddress(), accepted.getPort());
      Endpoint here = endpoint(accepted.getLocalAddress(), accepted.getLocalPort());
      client.close();
      assertEquals(UnknownSocket.CLOSED, SocketOwners.find(there, here));
      accepted.close();
      assertEquals(UnknownSocket.CLOSED, SocketOwners.find(there, here));
    }
  }

  @Test
  void aClientThatHasOnlyEndedItsStreamIsStillOurs() throws IOException {
    try (ServerSocket server = listen("127.0.0.1");
        Socket client = new Socket(server.getInetAddress(), server.getLocalPort());
        Socket accepted = server.accept()) {
      client.shutdownOutput();
      assertInstanceOf(OpenSocket.class, ownerOfPeer(accepted));
    }
  }

  /// The kernel answers a question for a connection that it does not know with a listening socket at its
  /// address.
  @Test
  void aListenerAtTheAddressIsNoConnection() throws IOException {
    try (ServerSocket server = listen("127.0.0.1")) {
      Endpoint listener = endpoint(server.getInetAddress(), server.getLocalPort());
      assertEquals(
          UnknownSocket.CLOSED, SocketOwners.find(listener, Endpoint.parse("127.0.0.1:1")));
      assertEquals(
          UnknownSocket.CLOSED,
          SocketOwners.find(Endpoint.parse("127.0.0.1:1"), Endpoint.parse("127.0.0.1:2")));
    }
  }

  /// First from the table, then by sock_diag.
  @RepeatedTest(40)
  void everyQuestionHasTheSameAnswer() throws IOException {
    assertOurs("127.0.0.1", StandardProtocolFamily.INET6);
    assertOurs("::1", StandardProtocolFamily.INET6);
    assertEquals(
        UnknownSocket.CLOSED,
        SocketOwners.find(Endpoint.parse("127.0.0.1:1"), Endpoint.parse("127.0.0.1:2")));
  }

  @Test
  void anotherUsersSocketIsTheirs() throws IOException {
    try (ServerSocket server = listen("127.0.0.1");
        RunningProgram _ = asNobody(server.getLocalPort());
        Socket accepted = server.accept()) {
      OpenSocket open = assertInstanceOf(OpenSocket.class, ownerOfPeer(accepted));
      assertEquals(65534, open.user());
    }
  }

  private static RunningProgram asNobody(int port) {
    Prerequisites.check(SocketOwners.ownUser() == 0, "root");
    return Program.installed("setpriv")
        .with("--reuid=65534", "--regid=65534", "--clear-groups")
        .with("bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/" + port + "; read -r -u 3")
        .start();
  }

  /// Sockets that come and go in many threads at once: the answer is ours or that there is none.
  @Test
  void manyThatCloseAtOnceAreNeverTakenForOthers() throws Exception {
    int threads = 8;
    int rounds = 400;
    List<Future<Integer>> found = new ArrayList<>();
    try (var executor = Executors.newFixedThreadPool(threads)) {
      for (int i = 0; i < threads; i++) {
        boolean early = i % 2 == 0;
        found.add(executor.submit(() -> openAndClose(rounds, early)));
      }
    }
    int ours = 0;
    for (Future<Integer> each : found) {
      ours += each.get();
    }
    assertTrue(ours >= threads / 2 * rounds, "only " + ours);
    Await.until("sock_diag is asked", SocketOwners::asksSockDiag);
  }

  /// @param early whether clients close before the question is asked
  /// @return how many were ours
  private static int openAndClose(int rounds, boolean early) throws IOException {
    int ours = 0;
    try (ServerSocket server = listen("127.0.0.1")) {
      for (int i = 0; i < rounds; i++) {
        Socket client = new Socket();
        client.setSoLinger(true, 0);
        client.connect(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()));
        Socket accepted = server.accept();
        if (early) {
          client.close();
        }
        SocketOwner owner = ownerOfPeer(accepted);
        client.close();
        accepted.close();
        if (owner instanceof OpenSocket open) {
          assertEquals(SocketOwners.ownUser(), open.user());
          ours++;
        } else {
          assertEquals(UnknownSocket.CLOSED, owner);
        }
      }
    }
    return ours;
  }
}
