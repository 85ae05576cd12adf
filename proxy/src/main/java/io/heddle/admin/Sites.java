package io.heddle.admin;

/// What there is to ask for.
public final class Sites {
  private static final String JSON = "application/json";

  private Sites() {}

  /// For programs of the proxy's user.
  public static Site forCommands(Overview overview) {
    return new Site()
        .with("GET /status", _ -> json(StatusJson.of(overview.now())))
        .with("GET /status.txt", _ -> Response.text(200, StatusText.of(overview.now())))
        .with("DELETE /connections/", request -> close(overview, request));
  }

  /// For browsers and monitoring.
  public static Site forVisitors(Overview overview) {
    return forCommands(overview)
        .with("GET /", new PageFile("index.html", "text/html; charset=utf-8"))
        .with("GET /page.css", new PageFile("page.css", "text/css; charset=utf-8"))
        .with("GET /page.js", new PageFile("page.js", "text/javascript; charset=utf-8"))
        .with("GET /icon.svg", new PageFile("icon.svg", "image/svg+xml"))
        .with("GET /connections", _ -> json(StatusJson.connections(overview.now())))
        .with("GET /metrics", _ -> Response.of(200, Exposition.TYPE, Metrics.of(overview)))
        .with("GET /healthz", _ -> Response.text(200, "alive"))
        .with("GET /readyz", _ -> ready(overview))
        .with("GET /proxy.pac", new ProxyAutoConfig(overview.server()));
  }

  private static Response json(String text) {
    return Response.of(200, JSON, text);
  }

  private static Response ready(Overview overview) {
    return overview.server().accepts()
        ? Response.text(200, "ready")
        : Response.text(503, "not accepting");
  }

  private static Response close(Overview overview, Request request) {
    String id = request.path().substring(request.path().lastIndexOf('/') + 1);
    try {
      return overview.server().connections().cut(Long.parseLong(id))
          ? Response.text(200, "closed #" + id)
          : Response.text(404, "there is no connection #" + id);
    } catch (NumberFormatException e) {
      return Response.text(404, "a connection has a number");
    }
  }
}
