package io.heddle.admin;

import io.heddle.address.Address;
import io.heddle.http1.HttpFields;
import io.heddle.http1.RequestHead;
import io.heddle.wire.ByteReader;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/// Request to the admin server.
///
/// @param path without the query, which no handler uses
/// @param client asked for the address of the client
/// @param body as text in UTF-8; empty if there is none
public record AdminRequest(
    String method, String path, HttpFields fields, Supplier<Address> client, String body) {
  /// The longest body, in bytes.
  static final int MAX_BODY = 64 * 1024;

  private static final Set<String> HEALTH = Set.of("/healthz", "/readyz");

  /// Whether it asks for the health of the proxy. The handlers of these requests neither block nor
  /// compute.
  boolean isHealthCheck() {
    return HEALTH.contains(path);
  }

  /// Reads the body that a head announces.
  ///
  /// @throws MalformedException if its length is not known, or too large
  static AdminRequest read(RequestHead head, ByteReader reader, Supplier<Address> client)
      throws IOException, MalformedException {
    HttpFields fields = head.fields();
    List<String> lengths = fields.values("Content-Length");
    if (fields.firstValue("Transfer-Encoding").isPresent() || lengths.size() > 1) {
      throw new MalformedException("a body needs one Content-Length");
    }
    String length = lengths.isEmpty() ? "0" : lengths.getFirst();
    if (length.length() > 9 || !length.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new MalformedException("Content-Length is no number of bytes");
    }
    int bytes = length.isEmpty() ? 0 : Integer.parseInt(length);
    if (bytes > MAX_BODY) {
      throw new MalformedException("the body is larger than " + MAX_BODY / 1024 + " KiB");
    }
    return of(head, client, new String(reader.bytes(bytes), StandardCharsets.UTF_8));
  }

  private static AdminRequest of(RequestHead head, Supplier<Address> client, String body) {
    String target = head.target();
    int query = target.indexOf('?');
    String path = query < 0 ? target : target.substring(0, query);
    return new AdminRequest(head.method(), path, head.fields(), client, body);
  }
}
