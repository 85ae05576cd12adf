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

/// Guard before the rules on an admin listener without a password: every user of the machine can reach
/// it, and a rule can send the requests of all others elsewhere. So the user of the proxy and root
/// alone may change rules there. The user of a client is that of its socket, which Linux tells; where
/// it is unknown, rules cannot be changed there.
record RuleGuard(AdminHandler handler, OwnerLookup owners) implements AdminHandler {
  private static final Set<String> READS = Set.of("GET", "HEAD");
  private static final String RULES = "/rules";

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
  RuleGuard(AdminHandler handler) {
    this(handler, SocketOwners::find);
  }

  @Override
  public AdminResponse handle(AdminRequest request) {
    return isChange(request) && !isOwner(request.client().get(), request.server().get())
        ? AdminResponse.text(
            403,
            "only the user of the proxy may change rules here, and this client is not known to be: use"
                + " heddle rules, or the link of heddle page, or set admin.password")
        : handler.handle(request);
  }

  private static boolean isChange(AdminRequest request) {
    String path = request.path();
    return (path.equals(RULES) || path.startsWith(RULES + "/"))
        && !READS.contains(request.method());
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
