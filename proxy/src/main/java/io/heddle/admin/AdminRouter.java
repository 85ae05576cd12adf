package io.heddle.admin;

import java.util.Map;
import java.util.Optional;
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

  /// Whether there is a route for a request.
  public boolean has(AdminRequest request) {
    return find(request).isPresent();
  }

  private Optional<AdminHandler> find(AdminRequest request) {
    String method = method(request);
    AdminHandler exact = handlers.get(method + " " + request.path());
    String folder = folder(request.path());
    return exact == null && folder.length() > 1
        ? Optional.ofNullable(handlers.get(method + " " + folder))
        : Optional.ofNullable(exact);
  }

  /// The method of its route: HEAD is answered as GET.
  private static String method(AdminRequest request) {
    return request.method().equals("HEAD") ? "GET" : request.method();
  }

  private static String folder(String path) {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  @Override
  public AdminResponse handle(AdminRequest request) {
    Optional<AdminHandler> found = find(request);
    if (found.isPresent()) {
      return found.get().handle(request);
    }
    String path = request.path();
    String folder = folder(path);
    String allowed = methods(path, folder.length() > 1 ? folder : path);
    return allowed.isEmpty()
        ? AdminResponse.text(404, "there is no " + path)
        : AdminResponse.text(405, path + " does not allow " + method(request) + ", only " + allowed)
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
