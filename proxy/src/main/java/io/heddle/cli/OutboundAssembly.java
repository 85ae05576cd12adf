package io.heddle.cli;

import io.heddle.config.Config;
import io.heddle.config.Outbound;
import io.heddle.config.ProxyUrl;
import io.heddle.dial.Dialer;
import io.heddle.dial.Resolver;
import io.heddle.net.BufferPool;
import io.heddle.outbound.Block;
import io.heddle.outbound.Credentials;
import io.heddle.outbound.Direct;
import io.heddle.outbound.ExtraFields;
import io.heddle.outbound.Group;
import io.heddle.outbound.HttpProxy;
import io.heddle.outbound.Socks4Proxy;
import io.heddle.outbound.Socks5Proxy;
import io.heddle.outbound.Upstream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Turns configured outbounds into ways out, those first that others lead through.
final class OutboundAssembly {
  private final Config config;
  private final Resolver resolver;
  private final BufferPool buffers;
  private final Map<String, io.heddle.outbound.Outbound> made = new HashMap<>();

  private OutboundAssembly(Config config, Resolver resolver, BufferPool buffers) {
    this.config = config;
    this.resolver = resolver;
    this.buffers = buffers;
  }

  /// All outbounds by name.
  ///
  /// @throws IOException if a file of certificates does not have what it should
  static Map<String, io.heddle.outbound.Outbound> outbounds(
      Config config, Resolver resolver, Dialer dialer, BufferPool buffers) throws IOException {
    OutboundAssembly assembly = new OutboundAssembly(config, resolver, buffers);
    assembly.made.put(Direct.NAME, new Direct(dialer));
    assembly.made.put(Block.NAME, new Block());
    for (Outbound outbound : config.outbounds()) {
      assembly.get(outbound.name());
    }
    return Map.copyOf(assembly.made);
  }

  private io.heddle.outbound.Outbound get(String name) throws IOException {
    io.heddle.outbound.Outbound known = made.get(name);
    if (known == null) {
      Outbound configured =
          config.outbounds().stream().filter(o -> o.name().equals(name)).findFirst().orElseThrow();
      known = make(configured);
      made.put(name, known);
    }
    return known;
  }

  private io.heddle.outbound.Outbound make(Outbound outbound) throws IOException {
    return outbound.url().isPresent() ? proxy(outbound, outbound.url().get()) : group(outbound);
  }

  private Group group(Outbound outbound) throws IOException {
    return outbound.balance().isEmpty()
        ? new Group(
            outbound.name(), Group.Order.FIRST_AVAILABLE, members(outbound.firstAvailable()))
        : new Group(outbound.name(), Group.Order.BALANCE, members(outbound.balance()));
  }

  private List<io.heddle.outbound.Outbound> members(List<String> names) throws IOException {
    List<io.heddle.outbound.Outbound> members = new ArrayList<>();
    for (String name : names) {
      members.add(get(name));
    }
    return members;
  }

  private io.heddle.outbound.Outbound proxy(Outbound outbound, ProxyUrl url) throws IOException {
    Upstream upstream =
        new Upstream(
            outbound.name(),
            url.address(),
            TlsAssembly.client(outbound, url, buffers),
            get(outbound.via().orElse(Direct.NAME)));
    return switch (url.scheme()) {
      case SOCKS4 ->
          new Socks4Proxy(
              upstream, url.user().orElse(""), new Socks4Proxy.Targets.Addresses(resolver));
      case SOCKS4A ->
          new Socks4Proxy(upstream, url.user().orElse(""), new Socks4Proxy.Targets.Names());
      case SOCKS5 -> new Socks5Proxy(upstream, credentials(url));
      case HTTP, HTTPS ->
          new HttpProxy(
              upstream,
              credentials(url),
              new ExtraFields(outbound.headers()),
              Math.toIntExact(config.limits().header().bytes()));
    };
  }

  private static Optional<Credentials> credentials(ProxyUrl url) {
    return url.user().map(user -> new Credentials(user, url.password().orElseThrow().text()));
  }
}
