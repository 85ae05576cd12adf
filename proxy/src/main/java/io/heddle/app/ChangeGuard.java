package io.heddle.app;

import io.heddle.address.Address;
import io.heddle.address.Endpoint;
import io.heddle.admin.AdminHandler;
import io.heddle.admin.AdminRequest;
import io.heddle.admin.AdminResponse;
import io.heddle.net.peer.SocketOwner;
import io.heddle.net.peer.SocketOwner.OpenSocket;
import io.heddle.net.peer.SocketOwners;
import java.io.IOException;
import java.util.Set;

/// Guard before the changes on an admin listener without a password: every user of the machine can reach
/// it. A rule can send the requests of all others elsewhere, a test of an outbound connects to a target of
/// the client's choice, and connections can be closed. So the user of the proxy and root alone may send
/// there what is no read. The user of a client is that of its socket, which Linux tells; where it is
/// unknown, nothing can be changed there.
record ChangeGuard(AdminHandler handler, OwnerLookup owners) implements AdminHandler {
  private static final Set<String> READS = Set.of("GET", "HEAD");

  /// Look-up of the owner of a client's socket.
  @FunctionalInterface
  interface OwnerLookup {
    /// Finds the owner.
    ///
    /// @param server our address of the connection
    /// @throws IOException if the thread was interrupted
    SocketOwner find(Endpoint client, Endpoint server) throws IOException;
  }

  /// The guard of this system.
  ChangeGuard(AdminHandler handler) {
    this(handler, SocketOwners::find);
  }

  @Override
  public AdminResponse handle(AdminRequest request) {
    return isChange(request) && !isOwner(request.client().get(), request.server().get())
        ? AdminResponse.text(
            403,
            "only the user of the proxy may change anything here, and this client is not known to be:"
                + " use the commands of heddle, or the link of heddle page, or set admin.password")
        : handler.handle(request);
  }

  private static boolean isChange(AdminRequest request) {
    return !READS.contains(request.method());
  }

  /// Whether a client is the user of the proxy, or root. The file of a UNIX socket lets no other in.
  private boolean isOwner(Address client, Address server) {
    if (!(client instanceof Endpoint socket) || !(server instanceof Endpoint here)) {
      return true;
    }
    try {
      return owners.find(socket, here) instanceof OpenSocket open
          && SocketOwners.isOwnerOrRoot(open.user());
    } catch (IOException e) {
      return false;
    }
  }
}
