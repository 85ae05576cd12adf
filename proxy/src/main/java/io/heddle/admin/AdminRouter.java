package io.heddle.admin;

import java.util.Map;
import java.util.TreeMap;

/// Resources by method and path: `GET /status`. A path that ends in `/` has all below it.
public final class AdminRouter implements AdminHandler {
  private final Map<String, AdminHandler> resources = new TreeMap<>();

  /// With one more resource.
  ///
  /// @param place its method and path
  public AdminRouter with(String place, AdminHandler resource) {
    resources.put(place, resource);
    return this;
  }

  @Override
  public AdminResponse answer(AdminRequest request) {
    String method = request.method().equals("HEAD") ? "GET" : request.method();
    String path = request.path();
    AdminHandler exact = resources.get(method + " " + path);
    if (exact != null) {
      return exact.answer(request);
    }
    AdminHandler above = resources.get(method + " " + path.substring(0, path.lastIndexOf('/') + 1));
    if (above != null && path.lastIndexOf('/') > 0) {
      return above.answer(request);
    }
    boolean known = resources.keySet().stream().anyMatch(place -> place.endsWith(" " + path));
    return known
        ? AdminResponse.text(405, "not with " + method)
        : AdminResponse.text(404, "nothing is at " + path);
  }
}
