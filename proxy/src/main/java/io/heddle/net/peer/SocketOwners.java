package io.heddle.net.peer;

import io.heddle.address.Endpoint;
import io.heddle.foreign.Linux;
import io.heddle.jdk.BlockingCheck;
import io.heddle.net.Sockets;
import io.heddle.net.peer.SocketOwner.OpenSocket;
import io.heddle.net.peer.SocketOwner.UnknownSocket;
import io.heddle.net.scheduler.BlockingCalls;
import io.heddle.sockdiag.SockDiagReply.SocketEntry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import org.tinylog.Logger;

/// Owners of the local sockets at the other ends of accepted TCP connections, as Linux tells them. For
/// any thread.
///
/// A question takes some microseconds and never waits, so it is asked on the carrier. The first one
/// runs in another thread: the kernel may load its module sock_diag for it. Netlink sockets are kept in
/// a small pool, of which no thread holds one while it waits.
public final class SocketOwners {
  private static final int ROOT = 0;
  private static final int MAX_FREE = 8;
  private static final Path PROC = Path.of("/proc");

  /// Limit of what may block: long, since a client is refused whose user is not known in time.
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private static final ArrayDeque<SockDiagSocket> FREE = new ArrayDeque<>(MAX_FREE);
  private static volatile Source source = Linux.isPresent() ? Source.UNDECIDED : Source.UNSUPPORTED;

  private SocketOwners() {}

  /// Source of the answers. It is decided once: a client must not change it by using descriptors up.
  private enum Source {
    UNDECIDED,
    SOCK_DIAG,
    /// The table `/proc/net/tcp`.
    TABLE,
    UNSUPPORTED
  }

  /// Threads for what may block, made when they are first needed.
  private static final class Calls {
    static final BlockingCalls THREADS = new BlockingCalls("socket-owners", 4);
  }

  /// Whether this platform may tell the owners of sockets. That the kernel does shows the first
  /// connection.
  public static boolean isPlatformSupported() {
    return source != Source.UNSUPPORTED;
  }

  /// Whether owners are told, asked of the system if it is not known yet. May block.
  public static boolean isSupported() {
    if (source == Source.UNDECIDED) {
      decide();
    }
    return source == Source.SOCK_DIAG || source == Source.TABLE;
  }

  /// The owner of the socket at the other end of a connection.
  ///
  /// @param client the address of that socket
  /// @param server our address of the connection
  /// @throws ClosedByInterruptException if the calling thread is interrupted
  public static SocketOwner find(Endpoint client, Endpoint server) throws IOException {
    try {
      if (source == Source.UNDECIDED) {
        Calls.THREADS.call(LIMIT, SocketOwners::isSupported);
      }
      return switch (source) {
        case SOCK_DIAG -> owner(ask(client, server));
        case TABLE -> Calls.THREADS.call(LIMIT, () -> ProcTcpTable.find(client, server, PROC));
        case UNSUPPORTED -> UnknownSocket.UNSUPPORTED;
        case UNDECIDED -> UnknownSocket.UNANSWERED;
      };
    } catch (ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      return UnknownSocket.UNANSWERED;
    }
  }

  private static SocketOwner owner(Optional<SocketEntry> entry) {
    return entry.isPresent() && entry.get().isOpenConnection()
        ? new OpenSocket(entry.get().user(), entry.get().inode())
        : UnknownSocket.CLOSED;
  }

  /// Whether a user may use what is of this process's user: that user itself, and root.
  public static boolean isOwnerOrRoot(int user) {
    return user == ROOT || user == ownUser();
  }

  /// Number of the user of this process.
  public static int ownUser() {
    return OwnUser.NUMBER;
  }

  /// Asked for when it is first needed: other systems need it never.
  private static final class OwnUser {
    static final int NUMBER = SockDiagSocket.ownUser();
  }

  private static synchronized void decide() {
    assert BlockingCheck.isAllowed();
    if (source != Source.UNDECIDED) {
      return;
    }
    try {
      if (SockDiagSocket.AVAILABLE && isAnswered()) {
        source = Source.SOCK_DIAG;
        return;
      }
    } catch (SockDiagSocket.NoDescriptorException | SocketException e) {
      // The next client asks again.
      return;
    } catch (IOException e) {
      Logger.debug("no sock_diag in this system: {}", e.getMessage());
    }
    source = ProcTcpTable.isReadable(PROC) ? Source.TABLE : Source.UNSUPPORTED;
    Logger.debug(
        source == Source.TABLE
            ? "the users of local clients are read from /proc/net/tcp"
            : "this system does not tell the users of local clients, so listeners serve all of them");
  }

  /// Whether the kernel knows a socket that exists, which is made for this: "no such socket" is also
  /// what a kernel says that has sock_diag without its part for TCP.
  private static boolean isAnswered() throws IOException {
    try (SockDiagSocket netlink = SockDiagSocket.open();
        ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.INET)) {
      channel.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
      return Sockets.local(channel) instanceof Endpoint listener
          && netlink.ask(listener, Endpoint.UNSPECIFIED).isPresent();
    }
  }

  private static Optional<SocketEntry> ask(Endpoint socket, Endpoint peer) throws IOException {
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
