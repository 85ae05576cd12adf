package io.heddle.cli;

import io.heddle.address.Endpoint;
import io.heddle.admin.AdminHandler;
import io.heddle.admin.AdminRequest;
import io.heddle.admin.AdminResponse;
import io.heddle.admin.AdminRouter;
import io.heddle.admin.ClientRoutes;
import io.heddle.cli.exec.ExecSessionHost;
import io.heddle.cli.exec.HostedSession;
import io.heddle.cli.explain.ExplainHost;
import io.heddle.net.SocketConnection;
import io.heddle.net.namespace.NetworkNamespace;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Routes of the control socket for processes in other network namespaces: the commands of `heddle exec`
/// whose only way out is this proxy, and others, such as those of a container.
///
/// They may be hostile. Each is answered what its own command does and may reach, by the policy of the
/// command. Whatever changes the proxy, opens a listener or shows a password is missing here, and so is
/// what other clients do: that is a list of what is allowed, so that a new route is refused.
///
/// @param usual routes of the control socket
/// @param sessions by whose listeners a namespace is known
record NamespaceRoutes(
    AdminRouter usual, ClientRoutes clients, ExplainHost explain, ExecSessionHost sessions)
    implements Function<SocketConnection, AdminHandler> {
  /// What all processes of the user may know.
  private static final List<String> COMMON = List.of("/proxy", "/rules", "/rules.txt");

  private static final String REFUSAL =
      " is not allowed from another network namespace, as of heddle exec --isolate: run it outside";

  @Override
  public AdminHandler apply(SocketConnection client) {
    Optional<HostedSession> session =
        NetworkNamespace.ofClient(client.channel()).flatMap(sessions::inNamespace);
    AdminRouter own = session.map(this::router).orElseGet(AdminRouter::new);
    return request -> answer(request, own);
  }

  private AdminResponse answer(AdminRequest request, AdminRouter own) {
    boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
    if (reads && COMMON.contains(request.path())) {
      return usual.handle(request);
    }
    return own.has(request) ? own.handle(request) : refusal(request);
  }

  private static AdminResponse refusal(AdminRequest request) {
    return AdminResponse.text(403, "heddle: " + command(request) + REFUSAL);
  }

  /// The command that sends such a request.
  private static String command(AdminRequest request) {
    String path = request.path();
    if (path.startsWith("/rules")) {
      return request.method().equals("DELETE") ? "rules remove" : "rules add";
    }
    return switch (path) {
      case "/log" -> "tail";
      case "/status.txt" -> "status";
      case ExecSessionHost.PATH -> "connect";
      default -> path.substring(1);
    };
  }

  private AdminRouter router(HostedSession session) {
    return clients
        .of(session.listener())
        .add(ExplainHost.ROUTE, explain.of(session))
        .add(ExecSessionHost.REPORT_ROUTE, request -> report(request, session.listener()));
  }

  /// The report about the command itself alone, whichever one it asks for.
  private AdminResponse report(AdminRequest request, Endpoint listener) {
    return request.parameter(ExecSessionHost.LISTENER).filter(listener.toString()::equals).isEmpty()
        ? refusal(request)
        : sessions.handle(request);
  }
}
