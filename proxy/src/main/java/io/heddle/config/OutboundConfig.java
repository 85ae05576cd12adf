package io.heddle.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// A way out through another proxy, or a choice among ways out. [OutboundValidation] checks them together.
///
/// @param name by which rules and the log call it: letters, digits, `_` and `-`
/// @param url the proxy
/// @param headers fields that an HTTP proxy gets, by name; values may have placeholders
/// @param tls how an `https` proxy is spoken to
/// @param http2 whether its requests share connections of HTTP/2
/// @param via the outbound that connects to the proxy, if not `direct`
/// @param firstAvailable the outbounds to try in this order
/// @param balance the outbounds to take in turn
public record OutboundConfig(
    String name,
    Optional<ProxyUrl> url,
    SequencedMap<String, String> headers,
    UpstreamTlsConfig tls,
    Http2 http2,
    Optional<String> via,
    List<String> firstAvailable,
    List<String> balance) {

  /// Whether an `https` proxy is spoken to in HTTP/2.
  public enum Http2 {
    /// If it does.
    AUTO,
    NEVER,
    /// Or not at all.
    REQUIRED
  }

  public OutboundConfig {
    headers = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(headers));
    firstAvailable = List.copyOf(firstAvailable);
    balance = List.copyOf(balance);
  }

  /// A name for what is to be said.
  public static OutboundConfig named(String name) {
    return new OutboundConfig(
        name,
        Optional.empty(),
        new LinkedHashMap<>(),
        UpstreamTlsConfig.DEFAULT,
        Http2.AUTO,
        Optional.empty(),
        List.of(),
        List.of());
  }

  /// The names of the outbounds that this one leads to.
  List<String> references() {
    return Stream.of(via.stream(), firstAvailable.stream(), balance.stream())
        .flatMap(names -> names)
        .toList();
  }
}
