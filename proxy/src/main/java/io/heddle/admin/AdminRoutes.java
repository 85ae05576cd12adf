package io.heddle.admin;

/// What there is to ask for.
public final class AdminRoutes {
  private static final String JSON = "application/json";

  private AdminRoutes() {}

  /// For programs of the proxy's user.
  public static AdminRouter forCommands(ProxyMonitor overview) {
    return new AdminRouter()
        .with("GET /status", _ -> json(StatusJson.of(overview.now())))
        .with("GET /status.txt", _ -> AdminResponse.text(200, StatusText.of(overview.now())))
        .with("DELETE /connections/", request -> close(overview, request));
  }

  /// For browsers and monitoring.
  public static AdminRouter forVisitors(ProxyMonitor overview) {
    return forCommands(overview)
        .with("GET /", new StaticFile("index.html", "text/html; charset=utf-8"))
        .with("GET /page.css", new StaticFile("page.css", "text/css; charset=utf-8"))
        .with("GET /page.js", new StaticFile("page.js", "text/javascript; charset=utf-8"))
        .with("GET /icon.svg", new StaticFile("icon.svg", "image/svg+xml"))
        .with("GET /connections", _ -> json(StatusJson.connections(overview.now())))
        .with(
            "GET /metrics",
            _ -> AdminResponse.of(200, PrometheusWriter.TYPE, PrometheusMetrics.of(overview)))
        .with("GET /healthz", _ -> AdminResponse.text(200, "alive"))
        .with("GET /readyz", _ -> ready(overview))
        .with("GET /proxy.pac", new ProxyAutoConfig(overview.server()));
  }

  private static AdminResponse json(String text) {
    return AdminResponse.of(200, JSON, text);
  }

  private static AdminResponse ready(ProxyMonitor overview) {
    return overview.server().accepts()
        ? AdminResponse.text(200, "ready")
        : AdminResponse.text(503, "not accepting");
  }

  private static AdminResponse close(ProxyMonitor overview, AdminRequest request) {
    String id = request.path().substring(request.path().lastIndexOf('/') + 1);
    try {
      return overview.server().connections().abort(Long.parseLong(id))
          ? AdminResponse.text(200, "closed #" + id)
          : AdminResponse.text(404, "there is no connection #" + id);
    } catch (NumberFormatException e) {
      return AdminResponse.text(404, "a connection has a number");
    }
  }
}
