package io.heddle.http2.message;

import io.heddle.http1.HttpFields;
import io.heddle.wire.MalformedException;
import java.util.List;
import java.util.Optional;

/// Authority of a request: `:authority`, or `host` where that is missing (RFC 9113 §8.3.1). Pure.
final class RequestAuthority {
  /// Characters that end an authority or its user information, and one that some parsers take for a
  /// slash.
  private static final String FORBIDDEN = "/?#@\\";

  private RequestAuthority() {}

  /// @param fields regular fields of the request
  /// @return none if the request has none
  /// @throws MalformedException if there is more than one, or it has other parts of a URI
  static Optional<String> of(PseudoHeaderFields pseudo, HttpFields fields)
      throws MalformedException {
    List<String> hosts = fields.values("host");
    if (hosts.size() > 1) {
      throw new MalformedException("more than one host field");
    }
    Optional<String> host = hosts.stream().findFirst();
    Optional<String> authority = pseudo.value(":authority");
    if (authority.isPresent() && host.isPresent()) {
      checkSame(authority.get(), host.get(), defaultPort(pseudo, authority.get()));
    }
    Optional<String> either = authority.or(() -> host);
    if (either.isPresent() && either.get().chars().anyMatch(c -> FORBIDDEN.indexOf(c) >= 0)) {
      throw new MalformedException("an authority with other parts of a URI");
    }
    return either;
  }

  private static void checkSame(String authority, String host, String defaultPort)
      throws MalformedException {
    if (!withoutPort(authority, defaultPort).equalsIgnoreCase(withoutPort(host, defaultPort))) {
      throw new MalformedException("a host field that differs from :authority");
    }
  }

  private static String withoutPort(String authority, String port) {
    return authority.endsWith(port)
        ? authority.substring(0, authority.length() - port.length())
        : authority;
  }

  /// The port that may be left out, with its colon: that of the scheme. CONNECT has no scheme, and
  /// its `host` need not have the port.
  private static String defaultPort(PseudoHeaderFields pseudo, String authority) {
    return switch (pseudo.value(":scheme").orElse("")) {
      case "http" -> ":80";
      case "https" -> ":443";
      case "" -> authority.substring(Math.max(0, authority.lastIndexOf(':')));
      default -> "";
    };
  }
}
