package io.heddle.admin;

import io.heddle.http1.HttpFields;
import io.heddle.http1.RequestHead;
import java.util.Set;

/// Request to the admin server.
///
/// @param path without the query, which no handler uses
public record AdminRequest(String method, String path, HttpFields fields) {
  private static final Set<String> HEALTH = Set.of("/healthz", "/readyz");

  /// Whether it asks for the health of the proxy. The handlers of these requests neither block nor
  /// compute.
  boolean isHealthCheck() {
    return HEALTH.contains(path);
  }

  static AdminRequest of(RequestHead head) {
    String target = head.target();
    int query = target.indexOf('?');
    return new AdminRequest(
        head.method(), query < 0 ? target : target.substring(0, query), head.fields());
  }
}
