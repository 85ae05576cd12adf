package io.heddle.admin;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

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
    String folder = path.substring(0, path.lastIndexOf('/') + 1);
    AdminHandler above = handlers.get(method + " " + folder);
    if (above != null && folder.length() > 1) {
      return above.handle(request);
    }
    String allowed = methods(path, folder.length() > 1 ? folder : path);
    return allowed.isEmpty()
        ? AdminResponse.text(404, "there is no " + path)
        : AdminResponse.text(405, path + " does not allow " + method + ", only " + allowed)
            .with("Allow", allowed);
  }

  /// The methods of the routes to these paths, as `Allow` has them.
  private String methods(String path, String folder) {
    return handlers.keySet().stream()
        .filter(route -> route.endsWith(" " + path) || route.endsWith(" " + folder))
        .map(route -> route.substring(0, route.indexOf(' ')))
        .map(method -> method.equals("GET") ? "GET, HEAD" : method)
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
