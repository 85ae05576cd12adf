package io.heddle.admin;

import java.util.Map;
import java.util.TreeMap;

/// Resources by method and path: `GET /status`. A path that ends in `/` has all below it.
public final class Site implements Resource {
  private final Map<String, Resource> resources = new TreeMap<>();

  /// With one more resource.
  ///
  /// @param place its method and path
  public Site with(String place, Resource resource) {
    resources.put(place, resource);
    return this;
  }

  @Override
  public Response answer(Request request) {
    String method = request.method().equals("HEAD") ? "GET" : request.method();
    String path = request.path();
    Resource exact = resources.get(method + " " + path);
    if (exact != null) {
      return exact.answer(request);
    }
    Resource above = resources.get(method + " " + path.substring(0, path.lastIndexOf('/') + 1));
    if (above != null && path.lastIndexOf('/') > 0) {
      return above.answer(request);
    }
    boolean known = resources.keySet().stream().anyMatch(place -> place.endsWith(" " + path));
    return known
        ? Response.text(405, "not with " + method)
        : Response.text(404, "nothing is at " + path);
  }
}
