package io.heddle.net.peer;

import io.heddle.address.Endpoint;
import io.heddle.net.Sockets;
import io.heddle.sockdiag.SockDiagReply.SocketEntry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayDeque;
import java.util.Optional;

/// Pool of the netlink sockets for questions to sock_diag. No thread holds one while it waits, so a few
/// are enough.
final class SockDiagPool {
  private static final int MAX_FREE = 8;
  private static final ArrayDeque<SockDiagSocket> FREE = new ArrayDeque<>(MAX_FREE);

  private SockDiagPool() {}

  /// Whether the kernel knows a socket that exists, which is made for this: "no such socket" is also
  /// what a kernel says that has sock_diag without its part for TCP.
  static boolean isAnswered() throws IOException {
    try (ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.INET)) {
      channel.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
      return Sockets.local(channel) instanceof Endpoint listener
          && ask(listener, Endpoint.UNSPECIFIED).isPresent();
    }
  }

  /// Asks for the socket with these ends.
  ///
  /// @param socket its own end
  /// @throws IOException if there is no answer
  static Optional<SocketEntry> ask(Endpoint socket, Endpoint peer) throws IOException {
    SockDiagSocket netlink = take();
    Optional<SocketEntry> answer;
    try {
      answer = netlink.ask(socket, peer);
    } catch (IOException | RuntimeException | Error e) {
      netlink.close();
      throw e;
    }
    give(netlink);
    return answer;
  }

  private static SockDiagSocket take() throws IOException {
    synchronized (FREE) {
      if (!FREE.isEmpty()) {
        return FREE.removeLast();
      }
    }
    return SockDiagSocket.open();
  }

  private static void give(SockDiagSocket netlink) {
    synchronized (FREE) {
      if (FREE.size() < MAX_FREE) {
        FREE.addLast(netlink);
        return;
      }
    }
    netlink.close();
  }
}
