package io.heddle.cli.env;

import io.heddle.cli.command.SurroundingProxy;
import java.util.List;
import java.util.Optional;

/// URLs of a proxy.
///
/// @param socks empty if it does not offer SOCKS without TLS
record ProxyUrls(String http, Optional<String> socks) {
  static ProxyUrls of(ProxyAddress proxy) {
    return new ProxyUrls(proxy.url(), proxy.socksUrl());
  }

  static ProxyUrls of(SurroundingProxy proxy) {
    return new ProxyUrls(proxy.url(), Optional.of("socks5h://" + proxy.listener()));
  }

  /// The address without the login, for messages.
  String address() {
    return http.substring(Math.max(http.lastIndexOf('@'), http.lastIndexOf('/')) + 1);
  }

  static ProxyUrls parse(String body) {
    List<String> lines = body.lines().toList();
    return new ProxyUrls(
        lines.getFirst(), lines.stream().skip(1).filter(one -> !one.isEmpty()).findFirst());
  }
}
