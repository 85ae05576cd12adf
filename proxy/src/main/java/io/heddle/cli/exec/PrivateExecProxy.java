package io.heddle.cli.exec;

import io.heddle.app.HostLists;
import io.heddle.app.ServerBuilder;
import io.heddle.config.Config;
import io.heddle.server.ProxyServer;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// Proxy in this process for one child process alone.
record PrivateExecProxy(ProxyServer server, ExecSession session) implements ExecProxy {

  /// Starts a proxy, which the caller closes.
  ///
  /// @param config except its listeners
  /// @param lists that have been read for it
  /// @param outbound for all requests, instead of the rules; `config` has it
  /// @throws IOException if a file that the configuration names is not valid
  static PrivateExecProxy start(
      Config config, HostLists lists, ExecSession requested, Optional<String> outbound)
      throws IOException {
    ProxyServer server =
        ServerBuilder.start(
            config, lists, requested.bindings(config), OutboundArgument.view(outbound));
    return new PrivateExecProxy(server, requested.at(server.addresses()));
  }

  /// Aborts the connections that are still open.
  @Override
  public void close() {
    try {
      server.drain(Duration.ZERO);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
