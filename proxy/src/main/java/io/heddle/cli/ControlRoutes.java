package io.heddle.cli;

import io.heddle.address.Address;
import io.heddle.admin.AdminResponse;
import io.heddle.admin.AdminRouter;
import io.heddle.admin.AdminRoutes;
import io.heddle.admin.ClientRoutes;
import io.heddle.admin.ProxyMonitor;
import io.heddle.app.PageEndpoint;
import io.heddle.app.Reload;
import io.heddle.app.RunningServer;
import io.heddle.cli.command.EffectiveConfig;
import io.heddle.cli.command.RunningProxy;
import io.heddle.cli.env.EnvHost;
import io.heddle.cli.exec.ExecSessionHost;
import io.heddle.cli.explain.ExplainHost;
import java.util.Optional;

/// Routes of the control socket: those for the state of the proxy, and those for the commands that
/// the running proxy answers itself.
final class ControlRoutes {
  private ControlRoutes() {}

  /// The routes of the admin listener.
  static AdminRouter ofListener(ProxyMonitor proxy, RunningServer running) {
    return AdminRoutes.ofListener(proxy)
        .add(ExplainHost.ROUTE, new ExplainHost(running, origin(proxy), _ -> Optional.empty()));
  }

  private static EffectiveConfig origin(ProxyMonitor proxy) {
    return EffectiveConfig.ofThisProxy(proxy.config());
  }

  /// @param page opens the status page for the user
  static AdminRouter of(
      ProxyMonitor proxy,
      Reload reload,
      RunningServer running,
      PageEndpoint page,
      ExecSessionHost sessions) {
    return AdminRoutes.ofControlSocket(proxy)
        .add("POST /reload", reload)
        .add(PageCommand.METHOD + " " + PageCommand.PATH, page)
        .add("GET " + RunningProxy.PATH, _ -> describe(proxy))
        .add(EnvHost.ROUTE, new EnvHost(running))
        .add(ExplainHost.ROUTE, new ExplainHost(running, origin(proxy), sessions))
        .add(ExecSessionHost.ROUTE, sessions)
        .add(ExecSessionHost.REPORT_ROUTE, sessions);
  }

  /// The routes for processes in other network namespaces.
  ///
  /// @param usual those of the control socket
  static NamespaceRoutes ofNamespaces(
      AdminRouter usual, ProxyMonitor proxy, RunningServer running, ExecSessionHost sessions) {
    return new NamespaceRoutes(
        usual,
        new ClientRoutes(proxy),
        new ExplainHost(running, origin(proxy), sessions),
        sessions);
  }

  private static AdminResponse describe(ProxyMonitor proxy) {
    return AdminResponse.text(
        200,
        RunningProxy.describe(
            proxy.config().orElse(""),
            proxy.server().addresses().stream().map(Address::toString).toList()));
  }
}
