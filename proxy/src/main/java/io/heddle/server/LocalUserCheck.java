package io.heddle.server;

import io.heddle.address.Address;
import io.heddle.address.Endpoint;
import io.heddle.inbound.TransportSettings;
import io.heddle.net.peer.SocketOwner;
import io.heddle.net.peer.SocketOwner.OpenSocket;
import io.heddle.net.peer.SocketOwner.UnknownSocket;
import io.heddle.net.peer.SocketOwners;
import io.heddle.request.LocalUsers;
import io.heddle.request.Refusal;
import io.heddle.request.Refusal.Reason;
import io.heddle.server.connection.LiveConnection;
import io.heddle.server.connection.LiveConnections;
import java.io.IOException;
import java.util.Optional;
import org.tinylog.Logger;

/// Check of a listener that serves this user and root alone: whose is the socket of a client.
///
/// The user is asked for once, when the connection has been accepted. A client that has closed its
/// socket by then is refused like one of another network namespace: the kernel knows neither.
record LocalUserCheck(LiveConnections connections) {
  private static final String OPENING =
      "; local-users: any opens an inbound to all users of this machine";

  /// Tells that a listener serves every user of this machine because the platform does not tell users.
  static void announce(TransportSettings transport, Address listener) {
    if (transport.localUsers() == LocalUsers.OWNER && !SocketOwners.isPlatformSupported()) {
      Logger.debug("{} serves every user of this machine: the system does not tell them", listener);
    }
  }

  /// Refuses the requests of a connection if its client may not use the listener.
  ///
  /// @param server our address of the connection
  /// @return the refusal; empty if the client is served
  /// @throws IOException if the thread was interrupted
  Optional<Refusal> check(LiveConnection connection, Address server) throws IOException {
    if (!(connection.client() instanceof Endpoint client && server instanceof Endpoint here)) {
      return Optional.empty();
    }
    Optional<Refusal> refusal = refusal(connection, SocketOwners.find(client, here));
    if (refusal.isPresent()) {
      connections.refuse(connection, refusal.get());
    }
    return refusal;
  }

  private Optional<Refusal> refusal(LiveConnection connection, SocketOwner owner) {
    if (owner instanceof OpenSocket(int user, int inode)) {
      connection.program().setSocketInode(inode);
      if (SocketOwners.isOwnerOrRoot(user)) {
        return Optional.empty();
      }
      connections.rejected().addOtherUser(user, connection.client(), connection.listener());
      return refusal(
          "this listener serves only the user of the proxy (uid "
              + Integer.toUnsignedString(SocketOwners.ownUser())
              + ") and root, and this client belongs to uid "
              + Integer.toUnsignedString(user)
              + OPENING);
    }
    return owner == UnknownSocket.UNSUPPORTED
        ? Optional.empty()
        : refusal(
            "this listener serves only the user of the proxy and root, and the system does not tell"
                + " whose this client is"
                + OPENING);
  }

  private static Optional<Refusal> refusal(String why) {
    return Optional.of(new Refusal(Reason.NOT_ALLOWED, why));
  }
}
