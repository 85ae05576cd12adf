package io.heddle.admin;

import java.util.Map;
import java.util.TreeMap;

/// Router of admin requests by method and path: `GET /status`. A path that ends in `/` stands for
/// every path directly below it.
public final class AdminRouter implements AdminHandler {
  private final Map<String, AdminHandler> handlers = new TreeMap<>();

  /// Adds a route.
  ///
  /// @param route method and path, separated by a space
  /// @return this router
  public AdminRouter add(String route, AdminHandler handler) {
    handlers.put(route, handler);
    return this;
  }

  @Override
  public AdminResponse handle(AdminRequest request) {
    String method = request.method().equals("HEAD") ? "GET" : request.method();
    String path = request.path();
    AdminHandler exact = handlers.get(method + " " + path);
    if (exact != null) {
      return exact.handle(request);
    }
    AdminHandler above = handlers.get(method + " " + path.substring(0, path.lastIndexOf('/') + 1));
    if (above != null && path.lastIndexOf('/') > 0) {
      return above.handle(request);
    }
    boolean known = handlers.keySet().stream().anyMatch(route -> route.endsWith(" " + path));
    return known
        ? AdminResponse.text(405, path + " does not allow " + method)
        : AdminResponse.text(404, "there is no " + path);
  }
}
