package io.heddle.admin;

import java.util.function.Supplier;

/// Routes of the control socket and of the admin listener.
public final class AdminRoutes {
  private static final String JSON = "application/json";

  private static final int MIN_WIDTH = 40;

  private AdminRoutes() {}

  /// The routes of the control socket, for commands of the proxy's user.
  public static AdminRouter ofControlSocket(ProxyMonitor proxy) {
    return ofStatus(proxy::status)
        .add("GET /log", new LogFeed(proxy))
        .add("DELETE /connections/", request -> close(proxy, request));
  }

  /// The routes of a status.
  static AdminRouter ofStatus(Supplier<Status> status) {
    return new AdminRouter()
        .add("GET /status", _ -> json(StatusJson.of(status.get())))
        .add("GET /status.txt", request -> statusText(status.get(), request));
  }

  /// The routes of the admin listener, for browsers and monitoring.
  public static AdminRouter ofListener(ProxyMonitor proxy) {
    return ofControlSocket(proxy)
        .add("GET /", new StaticFile("index.html", "text/html; charset=utf-8"))
        .add("GET /page.css", new StaticFile("page.css", "text/css; charset=utf-8"))
        .add("GET /page.js", script("page.js"))
        .add("GET /format.js", script("format.js"))
        .add("GET /model.js", script("model.js"))
        .add("GET /list.js", script("list.js"))
        .add("GET /detail.js", script("detail.js"))
        .add("GET /sides.js", script("sides.js"))
        .add("GET /icon.svg", new StaticFile("icon.svg", "image/svg+xml"))
        .add("GET /connections", _ -> json(StatusJson.connections(proxy.status())))
        .add("GET /requests", request -> requests(proxy, request))
        .add("GET /har", _ -> har(proxy))
        .add("GET /events", new EventFeed(proxy))
        .add("POST /outbound-tests/", new OutboundProbe(proxy))
        .add("GET /metrics", _ -> metrics(proxy))
        .add("GET /healthz", _ -> AdminResponse.text(200, "alive"))
        .add("GET /readyz", _ -> ready(proxy))
        .add("GET /proxy.pac", new ProxyAutoConfig(proxy.server()));
  }

  private static StaticFile script(String name) {
    return new StaticFile(name, "text/javascript; charset=utf-8");
  }

  private static AdminResponse json(String text) {
    return AdminResponse.of(200, JSON, text);
  }

  private static AdminResponse statusText(Status status, AdminRequest request) {
    try {
      int width = request.parameter("width").map(Integer::parseInt).orElse(Integer.MAX_VALUE);
      return AdminResponse.text(200, StatusText.of(status, Math.max(width, MIN_WIDTH)));
    } catch (IllegalArgumentException e) {
      return AdminResponse.text(400, "width must be a number of columns");
    }
  }

  private static AdminResponse requests(ProxyMonitor proxy, AdminRequest request) {
    try {
      long since = Long.parseLong(request.parameter("since").orElse("0"));
      return json(RequestsJson.of(proxy.requests(since)));
    } catch (IllegalArgumentException e) {
      return AdminResponse.text(400, "since must be the id of a request");
    }
  }

  private static AdminResponse har(ProxyMonitor proxy) {
    return json(HarJson.of(proxy.requests(0), proxy.version()))
        .with("Content-Disposition", "attachment; filename=\"heddle.har\"");
  }

  private static AdminResponse metrics(ProxyMonitor proxy) {
    return AdminResponse.of(200, PrometheusWriter.CONTENT_TYPE, PrometheusMetrics.of(proxy));
  }

  /// A proxy whose last reload failed serves as before, so it stays ready: to take it out of service
  /// would turn a mistake in a file into an outage. The body says so, and without a password no more.
  private static AdminResponse ready(ProxyMonitor proxy) {
    if (!proxy.server().accepts()) {
      return AdminResponse.text(503, "not accepting connections");
    }
    return AdminResponse.text(
        200,
        proxy.reloads().failure().isPresent()
            ? "ready, by the configuration from before: the last reload failed"
            : "ready");
  }

  private static AdminResponse close(ProxyMonitor proxy, AdminRequest request) {
    String id = request.path().substring(request.path().lastIndexOf('/') + 1);
    try {
      return proxy.server().connections().closeByAdmin(Long.parseLong(id))
          ? AdminResponse.text(200, "closed #" + id)
          : AdminResponse.text(404, "there is no connection #" + id);
    } catch (NumberFormatException e) {
      return AdminResponse.text(404, "\"" + id + "\" is not the number of a connection");
    }
  }
}
