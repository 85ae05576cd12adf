package io.heddle.admin;

import io.heddle.address.Address;
import io.heddle.http1.HttpFields;
import io.heddle.http1.RequestHead;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Request to the admin server.
///
/// @param path without the query
/// @param query without its question mark; empty if there is none
/// @param client asked for the address of the client
public record AdminRequest(
    String method, String path, String query, HttpFields fields, Supplier<Address> client) {
  private static final Set<String> HEALTH = Set.of("/healthz", "/readyz");

  /// Whether it asks for the health of the proxy. The handlers of these requests neither block nor
  /// compute.
  boolean isHealthCheck() {
    return HEALTH.contains(path);
  }

  /// The last segment of the path, decoded.
  ///
  /// @throws IllegalArgumentException if it is not well-formed
  String lastSegment() {
    return decoded(path.substring(path.lastIndexOf('/') + 1).replace("+", "%2B"));
  }

  /// The first parameter of the query with this name, decoded.
  ///
  /// @throws IllegalArgumentException if it is not well-formed
  Optional<String> parameter(String name) {
    return Stream.of(query.split("&"))
        .filter(pair -> pair.startsWith(name + "="))
        .map(pair -> decoded(pair.substring(name.length() + 1)))
        .findFirst();
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  static AdminRequest of(RequestHead head, Supplier<Address> client) {
    String target = head.target();
    int mark = target.indexOf('?');
    String path = mark < 0 ? target : target.substring(0, mark);
    String query = mark < 0 ? "" : target.substring(mark + 1);
    return new AdminRequest(head.method(), path, query, head.fields(), client);
  }
}
