package io.heddle.generative;

import io.heddle.address.Endpoint;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Protocol of an upstream proxy.
enum UpstreamKind {
  HTTP("http", "HTTP/1.1 200 Connected\r\n\r\n", "HTTP/1.1 403 No\r\nContent-Length: 2\r\n\r\nno"),
  SOCKS5(
      "socks5",
      "\u0005\u0000\u0000\u0001\u0000\u0000\u0000\u0000\u0000\u0000",
      "\u0005\u0002\u0000\u0001\u0000\u0000\u0000\u0000\u0000\u0000"),
  SOCKS4A(
      "socks4a",
      "\u0000Z\u0000\u0000\u0000\u0000\u0000\u0000",
      "\u0000[\u0000\u0000\u0000\u0000\u0000\u0000");

  private static final Pattern NAME = Pattern.compile("e(\\d{1,8})\\.");

  private final String scheme;
  private final String granted;
  private final String refused;

  UpstreamKind(String scheme, String granted, String refused) {
    this.scheme = scheme;
    this.granted = granted;
    this.refused = refused;
  }

  /// Reply that grants a tunnel.
  String granted() {
    return granted;
  }

  /// Reply that refuses it.
  String refused() {
    return refused;
  }

  /// Outbound in the configuration.
  String outbound(Endpoint address) {
    return "  %s: {url: '%s://%s'}".formatted(scheme, scheme, address);
  }

  /// Rule in the configuration.
  String rule() {
    return "  - {domains: [%s.test], to: %s}".formatted(scheme, scheme);
  }

  /// Name of a target that is reached through it. It tells the exchange.
  String target(int exchange) {
    return "e%d.%s.test".formatted(exchange, scheme);
  }

  /// Exchange in the name of a target.
  ///
  /// @throws IllegalStateException if it is a name that a client has garbled
  static int exchange(String target) {
    Matcher name = NAME.matcher(target);
    if (!name.lookingAt()) {
      throw new IllegalStateException("no name of the test: " + target);
    }
    return Integer.parseInt(name.group(1));
  }
}
