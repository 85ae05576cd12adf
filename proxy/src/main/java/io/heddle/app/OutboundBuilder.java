package io.heddle.app;

import io.heddle.config.Config;
import io.heddle.config.OutboundConfig;
import io.heddle.config.ProxyUrl;
import io.heddle.forward.UpstreamPool;
import io.heddle.http1.HttpFields.HeadLimits;
import io.heddle.http2.Http2Limits;
import io.heddle.net.tls.TlsClient;
import io.heddle.outbound.BlockOutbound;
import io.heddle.outbound.DirectOutbound;
import io.heddle.outbound.ExtraFields;
import io.heddle.outbound.Http2Connections;
import io.heddle.outbound.Http2Connections.Fallback;
import io.heddle.outbound.HttpProxy;
import io.heddle.outbound.Outbound;
import io.heddle.outbound.OutboundGroup;
import io.heddle.outbound.Socks4Proxy;
import io.heddle.outbound.Socks5Proxy;
import io.heddle.outbound.UpstreamCredentials;
import io.heddle.outbound.UpstreamProxy;
import io.heddle.outbound.UpstreamTransport;
import io.heddle.server.ActiveConfiguration.ServerSettings.OutboundParts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Builder of the outbounds from the configured ones. An outbound that others lead through is built
/// before them.
final class OutboundBuilder {
  /// The most streams on one connection, if the upstream proxy allows so many.
  private static final int MAX_STREAMS = 1000;

  /// The idle time after which a connection is checked by a PING before it is used again.
  private static final Duration PING_AFTER = Duration.ofSeconds(5);

  private final Config config;
  private final OutboundParts parts;
  private final Map<String, Outbound> built = new HashMap<>();

  private OutboundBuilder(Config config, OutboundParts parts) {
    this.config = config;
    this.parts = parts;
  }

  /// All outbounds by name.
  ///
  /// @throws IOException if a certificate file is not valid
  static Map<String, Outbound> outbounds(Config config, OutboundParts parts) throws IOException {
    OutboundBuilder assembly = new OutboundBuilder(config, parts);
    assembly.built.put(DirectOutbound.NAME, parts.direct());
    assembly.built.put(BlockOutbound.NAME, BlockOutbound.BUILT_IN);
    for (OutboundConfig outbound : config.outbounds()) {
      assembly.get(outbound.name());
    }
    return Map.copyOf(assembly.built);
  }

  private Outbound get(String name) throws IOException {
    Outbound known = built.get(name);
    if (known == null) {
      OutboundConfig configured =
          config.outbounds().stream().filter(o -> o.name().equals(name)).findFirst().orElseThrow();
      known = build(configured);
      built.put(name, known);
    }
    return known;
  }

  private Outbound build(OutboundConfig outbound) throws IOException {
    if (outbound.pac().script().isPresent()) {
      Outbound via = get(outbound.via().orElse(DirectOutbound.NAME));
      return PacBuilder.outbound(
          outbound, parts, (name, url) -> proxy(outbound.named(name, url), url, via));
    }
    return outbound.url().isPresent() ? proxy(outbound, outbound.url().get()) : group(outbound);
  }

  private OutboundGroup group(OutboundConfig outbound) throws IOException {
    return outbound.balance().isEmpty()
        ? new OutboundGroup(
            outbound.name(),
            OutboundGroup.Order.FIRST_AVAILABLE,
            members(outbound.firstAvailable()))
        : new OutboundGroup(
            outbound.name(), OutboundGroup.Order.BALANCE, members(outbound.balance()));
  }

  private List<Outbound> members(List<String> names) throws IOException {
    List<Outbound> members = new ArrayList<>();
    for (String name : names) {
      members.add(get(name));
    }
    return members;
  }

  private Outbound proxy(OutboundConfig outbound, ProxyUrl url) throws IOException {
    return proxy(outbound, url, get(outbound.via().orElse(DirectOutbound.NAME)));
  }

  private Outbound proxy(OutboundConfig outbound, ProxyUrl url, Outbound via) throws IOException {
    UpstreamProxy upstream =
        new UpstreamProxy(
            outbound.name(),
            url.address(),
            transport(outbound, TlsBuilder.client(outbound, url, parts.buffers())),
            via);
    return switch (url.scheme()) {
      case SOCKS4 ->
          new Socks4Proxy(
              upstream, userId(url), new Socks4Proxy.DnsLocation.LocalDns(parts.resolver()));
      case SOCKS4A ->
          new Socks4Proxy(upstream, userId(url), new Socks4Proxy.DnsLocation.RemoteDns());
      case SOCKS5 -> new Socks5Proxy(upstream, credentials(url));
      case HTTP, HTTPS ->
          new HttpProxy(
              upstream,
              AuthBuilder.authenticator(upstream, outbound, config.timeouts().connect()),
              new ExtraFields(outbound.headers()),
              headLimit());
    };
  }

  private UpstreamTransport transport(OutboundConfig outbound, Optional<TlsClient> tls) {
    if (tls.isEmpty()) {
      return new UpstreamTransport.PlainTcp();
    }
    return switch (outbound.http2()) {
      case AUTO ->
          outbound.auth().needsHttp1()
              ? new UpstreamTransport.DedicatedTls(tls.get())
              : new UpstreamTransport.SharedHttp2(tls.get(), connections(Fallback.HTTP1));
      case NEVER -> new UpstreamTransport.DedicatedTls(tls.get());
      case REQUIRED -> new UpstreamTransport.SharedHttp2(tls.get(), connections(Fallback.NONE));
    };
  }

  private Http2Connections connections(Fallback fallback) {
    Duration greeting = config.timeouts().connect();
    return new Http2Connections(
        parts.http2Connections(),
        new Http2Limits(
            MAX_STREAMS,
            headLimit(),
            greeting,
            UpstreamPool.IDLE_TIMEOUT,
            PING_AFTER,
            parts.http2Connections().memory()),
        fallback);
  }

  /// Bytes that the head of a response of an upstream proxy may have.
  private int headLimit() {
    return HeadLimits.ofResponse(Math.toIntExact(config.limits().header().bytes()));
  }

  /// The user id of SOCKS 4: the bytes of the name in UTF-8, each as one character.
  private static String userId(ProxyUrl url) {
    byte[] bytes = url.user().orElse("").getBytes(StandardCharsets.UTF_8);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static Optional<UpstreamCredentials> credentials(ProxyUrl url) {
    return url.user()
        .map(user -> new UpstreamCredentials(user, url.password().orElseThrow().text()));
  }
}
