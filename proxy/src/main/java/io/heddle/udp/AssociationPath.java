package io.heddle.udp;

import io.heddle.net.InjectedResetException;

/// Path of one association besides the direct one, served in each turn of the association's loop.
sealed interface AssociationPath extends AutoCloseable permits OnDemandPath, FaultyPath {
  /// Relays what has come by the path, or may leave now.
  ///
  /// @throws InjectedResetException if a fault ends the association
  void run() throws InjectedResetException;

  /// Whether a control connection may have unread bytes left.
  boolean hasUnread();

  /// The time until the path has something to do by itself; [Long#MAX_VALUE] for never.
  default long waitNanos() {
    return Long.MAX_VALUE;
  }

  @Override
  void close();
}
