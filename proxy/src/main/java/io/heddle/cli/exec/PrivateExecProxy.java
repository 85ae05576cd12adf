package io.heddle.cli.exec;

import io.heddle.app.Assembly;
import io.heddle.config.Config;
import io.heddle.server.ProxyServer;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// A proxy in this process for one command alone.
record PrivateExecProxy(ProxyServer server, ExecSession place) implements ExecProxy {

  /// Starts it; the caller closes it.
  ///
  /// @param config for all but the listeners
  /// @param outbound which everything takes, if not by the rules; it is one of `config`
  /// @throws IOException if a file that the configuration names does not have what it should
  static PrivateExecProxy start(Config config, ExecSession wanted, Optional<String> outbound)
      throws IOException {
    ProxyServer server =
        Assembly.start(config, wanted.bindings(config), OutboundArgument.view(outbound));
    return new PrivateExecProxy(server, wanted.at(server.addresses()));
  }

  /// Cuts what is left of its connections.
  @Override
  public void close() {
    try {
      server.drain(Duration.ZERO);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
