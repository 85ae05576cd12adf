package io.heddle.app;

import io.heddle.config.Config;
import io.heddle.config.DnsConfig;
import io.heddle.config.LogConfig;
import io.heddle.config.TimeoutsConfig;
import io.heddle.forward.UpstreamPool;
import io.heddle.policy.PolicySet;
import io.heddle.relay.Relay;
import io.heddle.server.ActiveConfiguration;
import io.heddle.server.ActiveConfiguration.ServerSettings;
import io.heddle.server.ActiveConfiguration.ServerSettings.DnsSettings;
import io.heddle.server.ActiveConfiguration.ServerSettings.OutboundParts;
import io.heddle.server.ActiveConfiguration.ServerSettings.Timeouts;
import io.heddle.server.ListenException;
import io.heddle.server.ListenerSettings;
import io.heddle.server.ProxyServer;
import io.heddle.server.Routing;
import io.heddle.server.ServerRuntime;
import io.heddle.server.connection.LiveConnections.ConnectionLimits;
import io.heddle.server.metrics.RuleHits;
import io.heddle.udp.UdpAssociationFactory;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Builder of the running proxy from a configuration: the only class that knows both.
///
/// The objects of [ServerRuntime] live as long as the program. All others are built anew from each
/// configuration and never changed.
public final class ServerBuilder {
  /// The time that a client must be silent before its datagrams are accepted from another port. A
  /// live client sends more often, and a user waits longer for a connection to recover.
  private static final Duration UDP_SILENCE = Duration.ofSeconds(2);

  private final ServerRuntime runtime;
  private final HostLists lists;
  private final Optional<TerminalAccessLine> terminal;

  /// Starts the scheduler of the program.
  ///
  /// @param lists that have been read for its configuration
  /// @throws IOException if a system property has an unknown value, or the scheduler cannot start
  public ServerBuilder(HostLists lists) throws IOException {
    this(LogConfig.DEFAULT, lists);
  }

  private ServerBuilder(LogConfig log, HostLists lists) throws IOException {
    terminal = TerminalAccessLine.of(log);
    runtime = ServerRuntime.create(LogBuilder.accessLog(log, terminal));
    LogBuilder.observe(log, runtime.connections().observers());
    this.lists = lists;
  }

  /// Opens all listeners and serves in the background.
  ///
  /// @throws ListenException if one cannot be opened
  /// @throws IOException if a file that the configuration names is not valid
  public static RunningServer start(Config config) throws IOException {
    return start(config, new HostLists());
  }

  /// The same with lists that have been read for the configuration.
  public static RunningServer start(Config config, HostLists lists) throws IOException {
    ServerBuilder assembly = new ServerBuilder(config.log(), lists);
    ProxyServer server = ProxyServer.start(assembly.runtime, assembly.configuration(config));
    lists.use(config);
    NetworkWatchThread.start(server);
    return new RunningServer(assembly, server, config);
  }

  /// Opens other listeners than the configured ones and serves in the background.
  ///
  /// @param lists that have been read for the configuration
  /// @param view changes what their clients get of the configuration
  public static ProxyServer start(
      Config config,
      HostLists lists,
      List<ListenerSettings> listeners,
      UnaryOperator<ActiveConfiguration> view)
      throws IOException {
    ServerBuilder assembly = new ServerBuilder(lists);
    ProxyServer server =
        ProxyServer.start(assembly.runtime, view.apply(assembly.configuration(config, listeners)));
    assembly.lists.use(config);
    NetworkWatchThread.start(server);
    return server;
  }

  /// The objects that every configuration shares.
  public ServerRuntime runtime() {
    return runtime;
  }

  /// The files of the lists that the rules refer to.
  HostLists lists() {
    return lists;
  }

  /// The objects of one configuration. Nothing of them is open or runs yet.
  ///
  /// @throws IOException if a file that the configuration names is not valid
  public ActiveConfiguration configuration(Config config) throws IOException {
    terminal.ifPresent(line -> line.use(config));
    return configuration(config, ListenerBuilder.bindings(config, runtime.buffers()));
  }

  private ActiveConfiguration configuration(Config config, List<ListenerSettings> listeners)
      throws IOException {
    return ActiveConfiguration.of(
        new ServerSettings(
            listeners,
            dns(config.dns()),
            parts -> routing(config, parts),
            timeouts(config),
            new ConnectionLimits(
                config.limits().connections(), config.limits().connectionsPerClient()),
            new PolicySet(config.policies())),
        runtime);
  }

  private Routing routing(Config config, OutboundParts parts) throws IOException {
    return new Routing(
        RouterBuilder.router(config, lists),
        parts.resolver(),
        OutboundBuilder.outbounds(config, parts),
        config.timeouts().connect(),
        new RuleHits());
  }

  private static Timeouts timeouts(Config config) {
    TimeoutsConfig timeouts = config.timeouts();
    return new Timeouts(
        timeouts.handshake(),
        timeouts.connect(),
        new Relay.IdleLimits(timeouts.idle(), timeouts.halfClosed()),
        new UdpAssociationFactory.UdpTimeouts(
            timeouts.udpIdle(), UDP_SILENCE, config.dns().cache()),
        UpstreamPool.PoolLimits.DEFAULT);
  }

  private static DnsSettings dns(DnsConfig dns) {
    return new DnsSettings(
        LookupBuilder.hosts(dns),
        LookupBuilder.lookup(dns),
        dns.timeout(),
        dns.cache(),
        dns.prefer());
  }
}
