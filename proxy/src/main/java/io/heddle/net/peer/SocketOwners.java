package io.heddle.net.peer;

import io.heddle.address.Endpoint;
import io.heddle.jdk.BlockingCheck;
import io.heddle.jdk.Platform;
import io.heddle.net.peer.SocketOwner.OpenSocket;
import io.heddle.net.peer.SocketOwner.UnknownSocket;
import io.heddle.net.scheduler.BlockingCalls;
import io.heddle.sockdiag.SockDiagReply.SocketEntry;
import java.io.IOException;
import java.net.SocketException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.tinylog.Logger;

/// Owners of the local sockets at the other ends of accepted TCP connections, as Linux tells them. For
/// any thread.
///
/// The first few are read from the table `/proc/net/tcp` in another thread. From then on sock_diag is asked:
/// its first native calls take a tenth of a second, which a proxy that serves one command never spends,
/// and each question two microseconds. It never waits, so it is asked on the carrier.
public final class SocketOwners {
  private static final int ROOT = 0;

  /// Questions that the table answers before sock_diag is used.
  private static final int FIRST_QUESTIONS = 16;

  /// Lines of the table that are read before sock_diag is used: in a long table, one reading takes as
  /// long as the first native calls.
  private static final int FIRST_LINES = 4000;

  private static final Path PROC = Platform.proc();

  /// Limit of what may block: long, since a client is refused whose user is not known in time.
  private static final Duration LIMIT = Duration.ofSeconds(10);

  /// Limit of the wait for the preparation. After it, the table is read.
  private static final Duration PREPARATION_LIMIT = Duration.ofSeconds(2);

  private static final AtomicInteger TABLE_QUESTIONS = new AtomicInteger();
  private static final SockDiagPreparation PREPARATION =
      new SockDiagPreparation(SocketOwners::useSockDiag);
  private static volatile Source source =
      Platform.isLinux() ? Source.UNDECIDED : Source.UNSUPPORTED;

  private SocketOwners() {}

  /// Source of the answers. A client cannot change it by using descriptors up: then there is no answer.
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
    static final TableReader TABLE = new TableReader(THREADS, PROC);
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
        case SOCK_DIAG -> owner(SockDiagPool.ask(client, server));
        case TABLE -> readTable(client, server);
        case UNSUPPORTED -> UnknownSocket.UNSUPPORTED;
        case UNDECIDED -> UnknownSocket.UNANSWERED;
      };
    } catch (ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      return UnknownSocket.UNANSWERED;
    }
  }

  private static SocketOwner readTable(Endpoint client, Endpoint server) throws IOException {
    TABLE_QUESTIONS.incrementAndGet();
    prepareSockDiagInTime();
    if (isTableLong()) {
      // Cheaper than to read a long table again.
      PREPARATION.await(PREPARATION_LIMIT);
      if (source == Source.SOCK_DIAG) {
        return owner(SockDiagPool.ask(client, server));
      }
    }
    SocketOwner owner = Calls.TABLE.find(new SocketEnds(client, server), LIMIT);
    prepareSockDiagInTime();
    return owner;
  }

  private static void prepareSockDiagInTime() {
    if ((TABLE_QUESTIONS.get() >= FIRST_QUESTIONS || isTableLong()) && SockDiagSocket.AVAILABLE) {
      PREPARATION.begin();
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

  private static boolean isTableLong() {
    return Calls.TABLE.lines() > FIRST_LINES;
  }

  /// Number of the user of this process.
  public static int ownUser() {
    return OwnUser.NUMBER;
  }

  private static synchronized void decide() {
    assert BlockingCheck.isAllowed();
    if (source != Source.UNDECIDED) {
      return;
    }
    int user = ownUser();
    source = ProcTcpTable.isReadable(PROC) ? Source.TABLE : sockDiag();
    if (source == Source.UNSUPPORTED) {
      Logger.debug(
          "this system does not tell the users of local clients, so listeners serve all of them,"
              + " and not only {}",
          user);
    }
  }

  /// @return false if later clients may cause another attempt
  private static boolean useSockDiag() {
    Source found = sockDiag();
    if (found == Source.SOCK_DIAG) {
      source = found;
    } else if (found == Source.UNDECIDED) {
      TABLE_QUESTIONS.set(0);
      Calls.TABLE.forgetLines();
    }
    return found != Source.UNDECIDED;
  }

  /// Sock_diag, if the kernel has it; undecided while there is no descriptor to ask it.
  private static Source sockDiag() {
    try {
      return SockDiagSocket.AVAILABLE && SockDiagPool.isAnswered()
          ? Source.SOCK_DIAG
          : Source.UNSUPPORTED;
    } catch (SockDiagSocket.NoDescriptorException | SocketException e) {
      return Source.UNDECIDED;
    } catch (IOException e) {
      Logger.debug("no sock_diag in this system: {}", e.getMessage());
      return Source.UNSUPPORTED;
    }
  }

  /// Whether sock_diag is asked by now.
  static boolean asksSockDiag() {
    return source == Source.SOCK_DIAG;
  }
}
