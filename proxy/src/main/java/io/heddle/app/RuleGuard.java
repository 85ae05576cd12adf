package io.heddle.app;

import io.heddle.address.Address;
import io.heddle.address.Endpoint;
import io.heddle.admin.AdminHandler;
import io.heddle.admin.AdminRequest;
import io.heddle.admin.AdminResponse;
import io.heddle.jdk.BlockingCheck;
import io.heddle.jdk.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Guard before the rules on an admin listener without a password: every user of the machine can reach
/// it, and a rule can send the requests of all others elsewhere. So the user of the proxy and root
/// alone may change rules there. The user of a client is that of its socket, which Linux tells; where
/// it is unknown, rules cannot be changed there.
///
/// @param proc the folder `/proc`
record RuleGuard(AdminHandler handler, Path proc) implements AdminHandler {
  private static final Set<String> READS = Set.of("GET", "HEAD");
  private static final String RULES = "/rules";
  private static final String ROOT = "0";

  /// The guard of this system.
  RuleGuard(AdminHandler handler) {
    this(handler, Platform.proc());
  }

  @Override
  public AdminResponse handle(AdminRequest request) {
    return isChange(request) && !isOwner(request.client().get())
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
  private boolean isOwner(Address client) {
    if (!(client instanceof Endpoint endpoint)) {
      return true;
    }
    try {
      List<ProcNetSocket> ends = ends(endpoint);
      List<String> owners = List.of(ROOT, user());
      return !ends.isEmpty() && ends.stream().allMatch(end -> end.isOpenBy(owners));
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
      return false;
    }
  }

  /// The sockets at the address of a client, whatever they are connected to.
  private List<ProcNetSocket> ends(Endpoint client) throws IOException {
    assert BlockingCheck.isAllowed();
    List<ProcNetSocket> ends = new ArrayList<>();
    for (String table : List.of("net/tcp", "net/tcp6")) {
      if (Files.isReadable(proc.resolve(table))) {
        Files.readAllLines(proc.resolve(table)).stream()
            .map(ProcNetSocket::parse)
            .flatMap(Optional::stream)
            .filter(socket -> socket.isAt(client))
            .forEach(ends::add);
      }
    }
    return ends;
  }

  private String user() throws IOException {
    assert BlockingCheck.isAllowed();
    return String.valueOf(Files.getAttribute(proc.resolve("self"), "unix:uid"));
  }
}
