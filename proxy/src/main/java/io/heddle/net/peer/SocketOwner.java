package io.heddle.net.peer;

/// Owner of a local socket, as far as the system tells.
public sealed interface SocketOwner {
  /// The socket is open.
  ///
  /// @param user number of the user that opened it
  /// @param inode number by which processes have it open, unsigned
  record OpenSocket(int user, int inode) implements SocketOwner {}

  /// Sockets whose owner is not known.
  enum UnknownSocket implements SocketOwner {
    /// No process of this machine, or of its network namespace, has such a connection open.
    CLOSED,
    /// The system cannot be asked now: it has no descriptor left.
    UNANSWERED,
    /// The system tells nobody's sockets.
    UNSUPPORTED
  }
}
