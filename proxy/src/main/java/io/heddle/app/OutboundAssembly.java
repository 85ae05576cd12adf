package io.heddle.app;

import io.heddle.config.Config;
import io.heddle.config.OutboundConfig;
import io.heddle.config.ProxyUrl;
import io.heddle.dial.Dialer;
import io.heddle.dial.Resolver;
import io.heddle.forward.UpstreamPool;
import io.heddle.http2.ConnectionRunner;
import io.heddle.http2.Http2Limits;
import io.heddle.net.BufferPool;
import io.heddle.net.tls.TlsClient;
import io.heddle.outbound.BlockOutbound;
import io.heddle.outbound.DirectOutbound;
import io.heddle.outbound.ExtraFields;
import io.heddle.outbound.Http2Connections;
import io.heddle.outbound.Http2Connections.Fallback;
import io.heddle.outbound.HttpProxy;
import io.heddle.outbound.OutboundGroup;
import io.heddle.outbound.Socks4Proxy;
import io.heddle.outbound.Socks5Proxy;
import io.heddle.outbound.UpstreamCredentials;
import io.heddle.outbound.UpstreamProxy;
import io.heddle.outbound.UpstreamTransport;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Turns configured outbounds into ways out, those first that others lead through.
final class OutboundAssembly {
  /// That one connection carries, if the proxy allows so many.
  private static final int MOST_STREAMS = 1000;

  /// After which a connection is asked whether it still lives before it is used again.
  private static final Duration QUIET = Duration.ofSeconds(5);

  private final Config config;
  private final Resolver resolver;
  private final BufferPool buffers;
  private final ConnectionRunner runner;
  private final Map<String, io.heddle.outbound.Outbound> made = new HashMap<>();

  private OutboundAssembly(
      Config config, Resolver resolver, BufferPool buffers, ConnectionRunner runner) {
    this.config = config;
    this.resolver = resolver;
    this.buffers = buffers;
    this.runner = runner;
  }

  /// All outbounds by name.
  ///
  /// @param runner runs the connections that they share
  /// @throws IOException if a file of certificates does not have what it should
  static Map<String, io.heddle.outbound.Outbound> outbounds(
      Config config, Resolver resolver, Dialer dialer, BufferPool buffers, ConnectionRunner runner)
      throws IOException {
    OutboundAssembly assembly = new OutboundAssembly(config, resolver, buffers, runner);
    assembly.made.put(DirectOutbound.NAME, new DirectOutbound(dialer));
    assembly.made.put(BlockOutbound.NAME, BlockOutbound.BUILT_IN);
    for (OutboundConfig outbound : config.outbounds()) {
      assembly.get(outbound.name());
    }
    return Map.copyOf(assembly.made);
  }

  private io.heddle.outbound.Outbound get(String name) throws IOException {
    io.heddle.outbound.Outbound known = made.get(name);
    if (known == null) {
      OutboundConfig configured =
          config.outbounds().stream().filter(o -> o.name().equals(name)).findFirst().orElseThrow();
      known = make(configured);
      made.put(name, known);
    }
    return known;
  }

  private io.heddle.outbound.Outbound make(OutboundConfig outbound) throws IOException {
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

  private List<io.heddle.outbound.Outbound> members(List<String> names) throws IOException {
    List<io.heddle.outbound.Outbound> members = new ArrayList<>();
    for (String name : names) {
      members.add(get(name));
    }
    return members;
  }

  private io.heddle.outbound.Outbound proxy(OutboundConfig outbound, ProxyUrl url)
      throws IOException {
    UpstreamProxy upstream =
        new UpstreamProxy(
            outbound.name(),
            url.address(),
            transport(outbound, TlsAssembly.client(outbound, url, buffers)),
            get(outbound.via().orElse(DirectOutbound.NAME)));
    return switch (url.scheme()) {
      case SOCKS4 ->
          new Socks4Proxy(
              upstream, url.user().orElse(""), new Socks4Proxy.DnsLocation.LocalDns(resolver));
      case SOCKS4A ->
          new Socks4Proxy(upstream, url.user().orElse(""), new Socks4Proxy.DnsLocation.RemoteDns());
      case SOCKS5 -> new Socks5Proxy(upstream, credentials(url));
      case HTTP, HTTPS ->
          new HttpProxy(
              upstream, credentials(url), new ExtraFields(outbound.headers()), headLimit());
    };
  }

  private UpstreamTransport transport(OutboundConfig outbound, Optional<TlsClient> tls) {
    if (tls.isEmpty()) {
      return new UpstreamTransport.PlainTcp();
    }
    return switch (outbound.http2()) {
      case AUTO -> new UpstreamTransport.SharedHttp2(tls.get(), connections(Fallback.HTTP1));
      case NEVER -> new UpstreamTransport.DedicatedTls(tls.get());
      case REQUIRED -> new UpstreamTransport.SharedHttp2(tls.get(), connections(Fallback.NONE));
    };
  }

  private Http2Connections connections(Fallback fallback) {
    Duration greeting = config.timeouts().connect();
    return new Http2Connections(
        runner,
        new Http2Limits(MOST_STREAMS, headLimit(), greeting, UpstreamPool.IDLE_TIMEOUT, QUIET),
        fallback);
  }

  private int headLimit() {
    return Math.toIntExact(config.limits().header().bytes());
  }

  private static Optional<UpstreamCredentials> credentials(ProxyUrl url) {
    return url.user()
        .map(user -> new UpstreamCredentials(user, url.password().orElseThrow().text()));
  }
}
