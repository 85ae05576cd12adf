package io.heddle.app;

import io.heddle.config.Config;
import io.heddle.dial.Dialer.OwnAddresses;
import io.heddle.server.ActiveConfiguration;
import io.heddle.server.ProxyServer;
import io.heddle.server.ServerRuntime;
import io.heddle.server.metrics.RuleHits;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/// Server of `heddle run` with its current configuration, which a reload exchanges.
public final class RunningServer {
  private final ServerBuilder assembly;
  private final ProxyServer server;
  private volatile Config config;
  private Optional<TemporaryRules> temporaryRules = Optional.empty();

  RunningServer(ServerBuilder assembly, ProxyServer server, Config config) {
    this.assembly = assembly;
    this.server = server;
    this.config = config;
  }

  public ProxyServer server() {
    return server;
  }

  /// The current configuration.
  public Config config() {
    return config;
  }

  /// The objects that every configuration shares.
  public ServerRuntime runtime() {
    return assembly.runtime();
  }

  /// The addresses on which this program accepts connections.
  public OwnAddresses listenerAddresses() {
    return assembly.runtime().listenerAddresses();
  }

  /// The time that open connections get to end at a shutdown.
  Duration drainTime() {
    return config.timeouts().drain();
  }

  /// Exchanges the configuration.
  ///
  /// @throws IOException as at the start; then nothing has changed
  void reload(Config next) throws IOException {
    ActiveConfiguration configuration = assembly.configuration(next);
    RuleHits hits = server.configuration().routing().hits();
    RuleHits nextHits = configuration.routing().hits();
    KeptHits.share(config.rules(), hits, next.rules(), nextHits);
    kept().ifPresent(rules -> rules.keepHits(hits, nextHits));
    server.reload(configuration);
    assembly.lists().use(next);
    config = next;
    kept().ifPresent(TemporaryRules::renew);
  }

  /// Forgets the lists of a configuration that is not used after all.
  void forgetOtherLists() {
    assembly.lists().use(config);
  }

  /// The temporary rules. They are kept from the first call on.
  public synchronized TemporaryRules temporaryRules() {
    TemporaryRules rules =
        temporaryRules.orElseGet(
            () -> new TemporaryRules(server, InstantSource.system(), assembly.lists()::byName));
    temporaryRules = Optional.of(rules);
    return rules;
  }

  private synchronized Optional<TemporaryRules> kept() {
    return temporaryRules;
  }
}
