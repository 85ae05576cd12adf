package io.heddle.app;

import io.heddle.cli.command.CommandException;
import io.heddle.cli.command.OutboundArgument;
import io.heddle.cli.exec.ExecSession;
import io.heddle.config.Config;
import io.heddle.config.DnsConfig;
import io.heddle.config.TimeoutsConfig;
import io.heddle.dial.Dialer;
import io.heddle.dial.LoopGuard;
import io.heddle.dial.Resolver;
import io.heddle.dial.TargetAddresses;
import io.heddle.forward.UpstreamPool;
import io.heddle.http2.ConnectionRunner;
import io.heddle.net.BufferPool;
import io.heddle.net.IdleWatch;
import io.heddle.net.scheduler.SchedulerFactory;
import io.heddle.net.udp.DatagramPorts;
import io.heddle.relay.CopyStrategy;
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
import java.util.Optional;

/// Turns a configuration into running objects: the only place that knows both.
///
/// Some live as long as the program: the server with its connections, and what carries bytes. All
/// others are made anew from each configuration, and never changed.
public final class Assembly {
  /// How long a client must be silent before its datagrams may come from another port: longer than
  /// clients that live leave between two, shorter than anyone waits for a connection to recover.
  private static final Duration UDP_SILENCE = Duration.ofSeconds(2);

  private final BufferPool buffers = new BufferPool();
  private final CopyStrategy carriage;
  private final DatagramPorts datagramPorts = new DatagramPorts(DatagramPorts.Batching.BATCHED);
  private final ConnectionRunner upstreams = new ConnectionRunner();
  private final LoopGuard listeners = new LoopGuard();
  private final LoopGuard relayPorts = new LoopGuard();
  private final IdleWatch idleWatch;
  private final LiveConnections connections;

  private Assembly(Config config) throws IOException {
    SchedulerFactory.start();
    carriage = new CopyStrategy(CopyStrategy.Splicing.configured(), buffers);
    idleWatch = new IdleWatch(shortestIdle(config.timeouts()));
    connections = new LiveConnections(limits(config));
  }

  /// Opens all listeners and serves in the background.
  ///
  /// @throws ListenException if one cannot be opened
  /// @throws IOException if a file that the configuration names does not have what it should
  public static RunningServer start(Config config) throws IOException {
    Assembly assembly = new Assembly(config);
    List<Binding> bindings = InboundAssembly.bindings(config, assembly.buffers);
    ProxyServer server = ProxyServer.start(bindings, assembly.services(config));
    return new RunningServer(assembly, server, config);
  }

  /// The same at the listeners of a command.
  ///
  /// @param outbound the way of all that it asks for, if the rules are not to decide
  public static ProxyServer start(Config config, ExecSession place, Optional<String> outbound)
      throws IOException, CommandException {
    Services services = new Assembly(config).services(config);
    return ProxyServer.start(
        place.bindings(config), OutboundArgument.view(outbound, services).apply(services));
  }

  /// What serves connections, without listeners.
  ///
  /// @throws IOException if a file that the configuration names does not have what it should
  public static Services servicesAlone(Config config) throws IOException {
    return new Assembly(config).services(config);
  }

  /// Gives a server another configuration. What is under way goes on as it began; names are looked
  /// up anew.
  ///
  /// @param server started here
  /// @throws IOException as [#start] does; then nothing has changed
  void reload(ProxyServer server, Config config) throws IOException {
    List<Binding> bindings = InboundAssembly.bindings(config, buffers);
    Services services = services(config);
    idleWatch.supportLimit(shortestIdle(config.timeouts()));
    server.reload(bindings, services);
    connections.limit(limits(config));
  }

  /// The addresses at which the program accepts connections.
  LoopGuard listeners() {
    return listeners;
  }

  private Services services(Config config) throws IOException {
    DnsConfig dns = config.dns();
    Resolver resolver = new Resolver(Resolver.system(), dns.timeout(), dns.cache());
    return new Services(
        RouterAssembly.router(config),
        resolver,
        OutboundAssembly.outbounds(
            config, resolver, new Dialer(resolver, dns.prefer(), listeners), buffers, upstreams),
        listeners,
        connections,
        new Services.Timeouts(config.timeouts().handshake(), config.timeouts().connect()),
        new Relay.IdleLimits(config.timeouts().idle(), config.timeouts().halfClosed()),
        associations(config, resolver),
        idleWatch,
        buffers,
        carriage,
        new UpstreamPool(UpstreamPool.IDLE_TIMEOUT),
        upstreams);
  }

  private static LiveConnections.Limits limits(Config config) {
    return new LiveConnections.Limits(
        config.limits().connections(), config.limits().connectionsPerClient());
  }

  private Associations associations(Config config, Resolver resolver) {
    return new Associations(
        new TargetAddresses(resolver, config.dns().prefer(), relayPorts),
        datagramPorts,
        new Associations.Times(config.timeouts().udpIdle(), UDP_SILENCE, config.dns().cache()));
  }

  private static Duration shortestIdle(TimeoutsConfig timeouts) {
    return Collections.min(List.of(timeouts.idle(), timeouts.halfClosed(), timeouts.udpIdle()));
  }
}
