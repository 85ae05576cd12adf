package io.heddle.app;

import io.heddle.config.Config;
import io.heddle.dial.LoopGuard;
import io.heddle.server.ProxyServer;
import java.io.IOException;
import java.time.Duration;

/// The server of `heddle run`, which may be given another configuration.
public final class RunningServer {
  private final Assembly assembly;
  private final ProxyServer server;
  private volatile Config inForce;

  RunningServer(Assembly assembly, ProxyServer server, Config inForce) {
    this.assembly = assembly;
    this.server = server;
    this.inForce = inForce;
  }

  public ProxyServer server() {
    return server;
  }

  /// What it runs by.
  public Config config() {
    return inForce;
  }

  /// The addresses at which this program accepts connections.
  public LoopGuard listeners() {
    return assembly.listeners();
  }

  /// How long its connections have to end.
  Duration drainTime() {
    return inForce.timeouts().drain();
  }

  /// Exchanges what it runs by.
  ///
  /// @throws IOException as at the start; then nothing has changed
  void reload(Config config) throws IOException {
    assembly.reload(server, config);
    inForce = config;
  }
}
