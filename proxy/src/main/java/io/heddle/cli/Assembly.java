package io.heddle.cli;

import io.heddle.config.Config;
import io.heddle.config.Dns;
import io.heddle.config.Timeouts;
import io.heddle.dial.Dialer;
import io.heddle.dial.OwnAddresses;
import io.heddle.dial.Preference;
import io.heddle.dial.Resolver;
import io.heddle.dial.TargetAddresses;
import io.heddle.forward.HopPool;
import io.heddle.http2.ConnectionRunner;
import io.heddle.net.BufferPool;
import io.heddle.net.IdleWatch;
import io.heddle.relay.Carriage;
import io.heddle.relay.Relay;
import io.heddle.server.ListenException;
import io.heddle.server.LiveConnections;
import io.heddle.server.ProxyServer;
import io.heddle.server.ProxyServer.Binding;
import io.heddle.server.Services;
import io.heddle.udp.Associations;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

/// Turns a configuration into running objects: the only place that knows both.
final class Assembly {
  /// How long a client must be silent before its datagrams may come from another port: longer than
  /// clients that live leave between two, shorter than anyone waits for a connection to recover.
  private static final Duration UDP_SILENCE = Duration.ofSeconds(2);

  private Assembly() {}

  /// Opens all listeners and serves in the background.
  ///
  /// @throws ListenException if one cannot be opened
  /// @throws IOException if a file that the configuration names does not have what it should
  static ProxyServer start(Config config) throws IOException {
    BufferPool buffers = new BufferPool();
    return start(config, InboundAssembly.bindings(config, buffers), buffers);
  }

  /// The same at other listeners than the configuration has.
  static ProxyServer start(Config config, List<Binding> bindings, BufferPool buffers)
      throws IOException {
    return ProxyServer.start(bindings, services(config, buffers));
  }

  /// What serves connections, without listeners.
  ///
  /// @throws IOException if a file that the configuration names does not have what it should
  static Services services(Config config, BufferPool buffers) throws IOException {
    ConnectionRunner upstreams = new ConnectionRunner();
    OwnAddresses own = new OwnAddresses();
    Dns dns = config.dns();
    Resolver resolver = new Resolver(Resolver.system(), dns.timeout(), dns.cache());
    return new Services(
        RouterAssembly.router(config),
        resolver,
        OutboundAssembly.outbounds(
            config,
            resolver,
            new Dialer(resolver, preference(dns.prefer()), own),
            buffers,
            upstreams),
        own,
        new LiveConnections(
            new LiveConnections.Limits(
                config.limits().connections(), config.limits().connectionsPerClient())),
        new Services.Timeouts(config.timeouts().handshake(), config.timeouts().connect()),
        new Relay.Limits(config.timeouts().idle(), config.timeouts().halfClosed()),
        associations(config, resolver),
        new IdleWatch(shortestIdle(config.timeouts())),
        buffers,
        new Carriage(Carriage.Splicing.AUTOMATIC, buffers),
        new HopPool(HopPool.PATIENCE),
        upstreams);
  }

  private static Associations associations(Config config, Resolver resolver) {
    return new Associations(
        new TargetAddresses(resolver, preference(config.dns().prefer()), new OwnAddresses()),
        new Associations.Times(config.timeouts().udpIdle(), UDP_SILENCE, config.dns().cache()));
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

  private static Duration shortestIdle(Timeouts timeouts) {
    return Collections.min(List.of(timeouts.idle(), timeouts.halfClosed(), timeouts.udpIdle()));
  }
}
