package io.heddle.cli;

import io.heddle.config.Config;
import io.heddle.config.Outbound;
import io.heddle.config.ProxyUrl;
import io.heddle.dial.Dialer;
import io.heddle.dial.Resolver;
import io.heddle.outbound.Block;
import io.heddle.outbound.Credentials;
import io.heddle.outbound.Direct;
import io.heddle.outbound.ExtraFields;
import io.heddle.outbound.Group;
import io.heddle.outbound.HttpProxy;
import io.heddle.outbound.Socks4Proxy;
import io.heddle.outbound.Socks5Proxy;
import io.heddle.outbound.Upstream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Turns configured outbounds into ways out, those first that others lead through.
final class OutboundAssembly {
  private final Config config;
  private final Resolver resolver;
  private final Map<String, io.heddle.outbound.Outbound> made = new HashMap<>();

  private OutboundAssembly(Config config, Resolver resolver) {
    this.config = config;
    this.resolver = resolver;
  }

  /// All outbounds by name.
  static Map<String, io.heddle.outbound.Outbound> outbounds(
      Config config, Resolver resolver, Dialer dialer) {
    OutboundAssembly assembly = new OutboundAssembly(config, resolver);
    assembly.made.put(Direct.NAME, new Direct(dialer));
    assembly.made.put(Block.NAME, new Block());
    config.outbounds().forEach(outbound -> assembly.get(outbound.name()));
    return Map.copyOf(assembly.made);
  }

  private io.heddle.outbound.Outbound get(String name) {
    io.heddle.outbound.Outbound known = made.get(name);
    if (known == null) {
      Outbound configured =
          config.outbounds().stream().filter(o -> o.name().equals(name)).findFirst().orElseThrow();
      known = make(configured);
      made.put(name, known);
    }
    return known;
  }

  private io.heddle.outbound.Outbound make(Outbound outbound) {
    return outbound.url().isPresent() ? proxy(outbound, outbound.url().get()) : group(outbound);
  }

  private Group group(Outbound outbound) {
    return outbound.balance().isEmpty()
        ? new Group(
            outbound.name(), Group.Order.FIRST_AVAILABLE, members(outbound.firstAvailable()))
        : new Group(outbound.name(), Group.Order.BALANCE, members(outbound.balance()));
  }

  private List<io.heddle.outbound.Outbound> members(List<String> names) {
    return names.stream().map(this::get).toList();
  }

  private io.heddle.outbound.Outbound proxy(Outbound outbound, ProxyUrl url) {
    Upstream upstream =
        new Upstream(outbound.name(), url.address(), get(outbound.via().orElse(Direct.NAME)));
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
