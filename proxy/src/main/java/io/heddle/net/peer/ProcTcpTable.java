package io.heddle.net.peer;

import io.heddle.address.Endpoint;
import io.heddle.jdk.BlockingCheck;
import io.heddle.net.peer.SocketOwner.OpenSocket;
import io.heddle.net.peer.SocketOwner.UnknownSocket;
import io.heddle.sockdiag.SockDiagReply.SocketEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Table of all TCP sockets, `/proc/net/tcp` and `tcp6`, for kernels without sock_diag. Reading it
/// takes a time that grows with their number.
final class ProcTcpTable {
  private static final List<String> FILES = List.of("net/tcp", "net/tcp6");

  private ProcTcpTable() {}

  /// Whether the system has the table.
  static boolean isReadable(Path proc) {
    assert BlockingCheck.isAllowed();
    return Files.isReadable(proc.resolve(FILES.getFirst()));
  }

  /// The owner of the socket with these ends.
  ///
  /// @param proc the folder `/proc`
  static SocketOwner find(Endpoint socket, Endpoint peer, Path proc) throws IOException {
    assert BlockingCheck.isAllowed();
    for (String file : FILES) {
      if (Files.isReadable(proc.resolve(file))) {
        for (String line : Files.readAllLines(proc.resolve(file))) {
          Optional<ProcNetSocket> found = ProcNetSocket.parse(line);
          if (found.isPresent()
              && found.get().end().equals(socket)
              && found.get().peer().equals(peer)) {
            return owner(found.get());
          }
        }
      }
    }
    return UnknownSocket.CLOSED;
  }

  private static SocketOwner owner(ProcNetSocket socket) {
    int user = Integer.parseUnsignedInt(socket.user());
    int inode = Integer.parseUnsignedInt(socket.inode());
    int state = Integer.parseInt(socket.state(), 16);
    return new SocketEntry(0, state, user, inode).isOpenConnection()
        ? new OpenSocket(user, inode)
        : UnknownSocket.CLOSED;
  }
}
