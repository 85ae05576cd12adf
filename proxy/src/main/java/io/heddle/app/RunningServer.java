package io.heddle.app;

import io.heddle.config.Config;
import io.heddle.dial.Dialer.OwnAddresses;
import io.heddle.server.ProxyServer;
import java.io.IOException;
import java.time.Duration;

/// Server of `heddle run` with its current configuration, which a reload exchanges.
public final class RunningServer {
  private final ServerBuilder assembly;
  private final ProxyServer server;
  private volatile Config config;

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
    server.reload(assembly.configuration(next));
    assembly.lists().use(next);
    config = next;
  }
}
