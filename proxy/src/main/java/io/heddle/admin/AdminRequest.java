package io.heddle.admin;

import io.heddle.address.Address;
import io.heddle.http1.HttpFields;
import io.heddle.http1.RequestHead;
import java.util.Set;
import java.util.function.Supplier;

/// Request to the admin server.
///
/// @param path without the query, which no handler uses
/// @param client asked for the address of the client
public record AdminRequest(
    String method, String path, HttpFields fields, Supplier<Address> client) {
  private static final Set<String> HEALTH = Set.of("/healthz", "/readyz");

  /// Whether it asks for the health of the proxy. The handlers of these requests neither block nor
  /// compute.
  boolean isHealthCheck() {
    return HEALTH.contains(path);
  }

  static AdminRequest of(RequestHead head, Supplier<Address> client) {
    String target = head.target();
    int query = target.indexOf('?');
    String path = query < 0 ? target : target.substring(0, query);
    return new AdminRequest(head.method(), path, head.fields(), client);
  }
}
