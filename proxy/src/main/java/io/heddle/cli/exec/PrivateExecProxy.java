package io.heddle.cli.exec;

import io.heddle.app.Assembly;
import io.heddle.cli.command.CommandException;
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
  /// @param outbound which everything takes, if not by the rules
  /// @throws IOException if a file that the configuration names does not have what it should
  /// @throws CommandException if there is no such outbound
  static PrivateExecProxy start(Config config, ExecSession wanted, Optional<String> outbound)
      throws IOException, CommandException {
    ProxyServer server = Assembly.start(config, wanted, outbound);
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
