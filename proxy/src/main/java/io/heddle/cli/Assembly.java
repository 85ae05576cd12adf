package io.heddle.cli;

import io.heddle.config.Config;
import io.heddle.config.Config.Fallback;
import io.heddle.config.Dns;
import io.heddle.config.Secret;
import io.heddle.config.Timeouts;
import io.heddle.dial.Dialer;
import io.heddle.dial.OwnAddresses;
import io.heddle.dial.Preference;
import io.heddle.dial.Resolver;
import io.heddle.inbound.Authenticator;
import io.heddle.inbound.Inbound;
import io.heddle.net.BufferPool;
import io.heddle.net.IdleWatch;
import io.heddle.outbound.Block;
import io.heddle.outbound.Direct;
import io.heddle.outbound.Outbound;
import io.heddle.relay.Carriage;
import io.heddle.relay.Relay;
import io.heddle.route.Route;
import io.heddle.route.Router;
import io.heddle.server.ListenException;
import io.heddle.server.LiveConnections;
import io.heddle.server.ProxyServer;
import io.heddle.server.ProxyServer.Binding;
import io.heddle.server.Services;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/// Turns a configuration into running objects: the only place that knows both.
final class Assembly {
  private Assembly() {}

  /// Opens all listeners and serves in the background.
  ///
  /// @throws ListenException if one cannot be opened
  static ProxyServer start(Config config) throws ListenException {
    OwnAddresses own = new OwnAddresses();
    Services services =
        new Services(
            router(config.fallback()),
            outbounds(config.dns(), own),
            own,
            new LiveConnections(
                new LiveConnections.Limits(
                    config.limits().connections(), config.limits().connectionsPerClient())),
            new Services.Timeouts(config.timeouts().handshake(), config.timeouts().connect()),
            new Relay.Limits(config.timeouts().idle(), config.timeouts().halfClosed()),
            new IdleWatch(shortestIdle(config.timeouts())),
            new Carriage(Carriage.Splicing.AUTOMATIC, new BufferPool()));
    int headLimit = Math.toIntExact(config.limits().header().bytes());
    return ProxyServer.start(
        config.inbounds().stream()
            .map(inbound -> new Binding(inbound.listen(), inbound(inbound, headLimit)))
            .toList(),
        services);
  }

  private static Router router(Fallback fallback) {
    return new Router(
        new Route(
            "default",
            switch (fallback) {
              case DIRECT -> Direct.NAME;
              case BLOCK -> Block.NAME;
            }));
  }

  private static Map<String, Outbound> outbounds(Dns dns, OwnAddresses own) {
    Resolver resolver = new Resolver(Resolver.system(), dns.timeout(), dns.cache());
    Dialer dialer = new Dialer(resolver, preference(dns.prefer()), own);
    return Map.of(Direct.NAME, new Direct(dialer), Block.NAME, new Block());
  }

  private static Preference preference(Dns.Prefer prefer) {
    return switch (prefer) {
      case AUTO -> Preference.AUTO;
      case IPV4 -> Preference.IPV4;
      case IPV6 -> Preference.IPV6;
      case IPV4_ONLY -> Preference.IPV4_ONLY;
      case IPV6_ONLY -> Preference.IPV6_ONLY;
    };
  }

  private static Inbound inbound(io.heddle.config.Inbound inbound, int headLimit) {
    Map<String, String> passwords =
        inbound.users().passwords().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, user -> text(user.getValue())));
    return new Inbound(
        inbound.listen().toString(),
        switch (inbound.protocol()) {
          case MIXED -> Inbound.Accepts.MIXED;
          case SOCKS -> Inbound.Accepts.SOCKS;
          case HTTP -> Inbound.Accepts.HTTP;
        },
        new Authenticator(passwords),
        headLimit);
  }

  private static String text(Secret secret) {
    return secret.text();
  }

  private static Duration shortestIdle(Timeouts timeouts) {
    return timeouts.idle().compareTo(timeouts.halfClosed()) < 0
        ? timeouts.idle()
        : timeouts.halfClosed();
  }
}
