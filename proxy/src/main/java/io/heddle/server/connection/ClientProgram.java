package io.heddle.server.connection;

import io.heddle.net.peer.LocalProgram;
import java.util.Optional;

/// Program of the client of one connection, as far as it is known. Any thread may read and change it.
public final class ClientProgram {
  private volatile Optional<LocalProgram> found = Optional.empty();
  private volatile int socketInode;

  ClientProgram() {}

  /// The program, once it has been sought.
  Optional<LocalProgram> found() {
    return found;
  }

  void setFound(LocalProgram program) {
    found = Optional.of(program);
  }

  /// The inode of the client's socket, by which its program is found; empty if it is not known.
  Optional<Integer> socketInode() {
    int inode = socketInode;
    return inode == 0 ? Optional.empty() : Optional.of(inode);
  }

  /// Notes the inode of the client's socket.
  public void setSocketInode(int inode) {
    socketInode = inode;
  }
}
