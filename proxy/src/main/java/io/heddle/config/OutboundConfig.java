package io.heddle.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// Configuration of one outbound: an upstream proxy, a script that names proxies, or a group of other
/// outbounds. Exactly one of `url`, the script of `pac`, `firstAvailable` and `balance` is set. [OutboundValidation] checks all outbounds together.
///
/// @param name name in rules and in the log: letters, digits, `_` and `-`
/// @param url URL of the upstream proxy
/// @param pac script that names proxies
/// @param auth authentication with an HTTP proxy
/// @param headers additional fields of requests to an HTTP proxy, by name; values may have
///     placeholders
/// @param tls client side of TLS to an `https` proxy
/// @param http2 use of HTTP/2 with an `https` proxy
/// @param via outbound through which the proxy is reached; `direct` if empty
/// @param firstAvailable members of a group that are tried in this order
/// @param balance members of a group that are used in turn
public record OutboundConfig(
    String name,
    Optional<ProxyUrl> url,
    PacConfig pac,
    UpstreamAuthConfig auth,
    SequencedMap<String, String> headers,
    UpstreamTlsConfig tls,
    Http2 http2,
    Optional<String> via,
    List<String> firstAvailable,
    List<String> balance) {

  /// Use of HTTP/2 with an `https` proxy. Requests then share connections.
  public enum Http2 {
    /// HTTP/2 if the proxy supports it, else HTTP/1.1.
    AUTO,
    /// HTTP/1.1.
    NEVER,
    /// HTTP/2; requests are refused if the proxy does not support it.
    REQUIRED
  }

  public OutboundConfig {
    headers = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(headers));
    firstAvailable = List.copyOf(firstAvailable);
    balance = List.copyOf(balance);
  }

  /// Placeholder for the values of an outbound whose keys are read next.
  public static OutboundConfig named(String name) {
    return new OutboundConfig(
        name,
        Optional.empty(),
        PacConfig.NONE,
        UpstreamAuthConfig.DEFAULT,
        new LinkedHashMap<>(),
        UpstreamTlsConfig.DEFAULT,
        Http2.AUTO,
        Optional.empty(),
        List.of(),
        List.of());
  }

  /// An outbound through one proxy.
  public static OutboundConfig of(String name, ProxyUrl url) {
    OutboundConfig values = named(name);
    return new OutboundConfig(
        name,
        Optional.of(url),
        values.pac(),
        values.auth(),
        values.headers(),
        values.tls(),
        values.http2(),
        values.via(),
        List.of(),
        List.of());
  }

  /// An outbound through a proxy that the script of this one has named. It has the authentication of
  /// this one if the proxy is one of those that may get it.
  public OutboundConfig named(String proxyName, ProxyUrl proxy) {
    OutboundConfig values = of(proxyName, proxy);
    return !proxy.scheme().isHttp() || !pac.mayAuthenticate(proxy.address().host())
        ? values
        : new OutboundConfig(
            proxyName,
            values.url(),
            values.pac(),
            auth,
            values.headers(),
            values.tls(),
            values.http2(),
            values.via(),
            List.of(),
            List.of());
  }

  /// Names of the outbounds that this one uses.
  List<String> references() {
    return Stream.of(via.stream(), firstAvailable.stream(), balance.stream())
        .flatMap(names -> names)
        .toList();
  }
}
