package io.heddle.admin;

import io.heddle.address.Address;
import io.heddle.http1.HttpFields;
import io.heddle.http1.RequestHead;
import io.heddle.net.Connection;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// Request to the admin server.
///
/// @param path without the query
/// @param query without its question mark; empty if there is none
/// @param client asked for the address of the client
/// @param server asked for our address of its connection
/// @param body as text in UTF-8; empty if there is none
public record AdminRequest(
    String method,
    String path,
    String query,
    HttpFields fields,
    Supplier<Address> client,
    Supplier<Address> server,
    String body) {
  private static final Set<String> HEALTH = Set.of("/healthz", "/readyz");

  /// The longest body, in bytes.
  private static final int MAX_BODY = 64 * 1024;

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
  public Optional<String> parameter(String name) {
    return Stream.of(query.split("&"))
        .filter(pair -> pair.startsWith(name + "="))
        .map(pair -> decoded(pair.substring(name.length() + 1)))
        .findFirst();
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /// Reads the body that a head announces.
  ///
  /// @throws MalformedException if its length is not known, or too large
  static AdminRequest read(RequestHead head, Connection connection)
      throws IOException, MalformedException {
    String target = head.target();
    int mark = target.indexOf('?');
    String path = mark < 0 ? target : target.substring(0, mark);
    String query = mark < 0 ? "" : target.substring(mark + 1);
    byte[] body = connection.reader().bytes(bodyLength(head.fields()));
    String text = new String(body, StandardCharsets.UTF_8);
    return new AdminRequest(
        head.method(), path, query, head.fields(), connection::remote, connection::local, text);
  }

  private static int bodyLength(HttpFields fields) throws MalformedException {
    List<String> lengths = fields.values("Content-Length");
    if (fields.firstValue("Transfer-Encoding").isPresent() || lengths.size() > 1) {
      throw new MalformedException("a body needs one Content-Length");
    }
    String length = lengths.isEmpty() ? "0" : lengths.getFirst();
    boolean digits = length.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!digits || length.isEmpty() || length.length() > 9) {
      throw new MalformedException("Content-Length is no number of bytes");
    }
    int bytes = Integer.parseInt(length);
    if (bytes > MAX_BODY) {
      throw new MalformedException("the body is larger than " + MAX_BODY / 1024 + " KiB");
    }
    return bytes;
  }
}
