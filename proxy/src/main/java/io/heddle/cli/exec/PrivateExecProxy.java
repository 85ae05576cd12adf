package io.heddle.cli.exec;

import io.heddle.app.HostLists;
import io.heddle.app.ServerBuilder;
import io.heddle.config.Config;
import io.heddle.server.ProxyServer;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// Proxy in this process for one child process alone.
///
/// @param observer of the policy of the child process
/// @param inside the listener in the network namespace of the child process, if it has one
record PrivateExecProxy(
    ProxyServer server,
    ExecSession session,
    SessionObserver observer,
    Optional<InsideListener> inside)
    implements ExecProxy {

  /// Starts a proxy, which the caller closes.
  ///
  /// @param config except its listeners
  /// @param lists that have been read for it
  /// @param requested whose outbound `config` has
  /// @throws IOException if a file that the configuration names is not valid
  static PrivateExecProxy start(Config config, HostLists lists, SessionRequest requested)
      throws IOException {
    ExecSession session = requested.session();
    Optional<InsideListener> inside = Optional.empty();
    if (requested.listener().isPresent()) {
      inside = Optional.of(InsideListener.of(session.withoutLogin(), requested.listener().get()));
    }
    SessionObserver observer = SessionObserver.of(requested.policy(), config);
    ProxyServer server =
        ServerBuilder.start(config, lists, requested.bindings(config, observer), requested.view());
    return new PrivateExecProxy(server, session.at(server.addresses()), observer, inside);
  }

  @Override
  public Optional<SessionReport> report() {
    return Optional.of(SessionReport.of(server.connections().accepted(), observer.refused()));
  }

  @Override
  public Optional<String> learned() {
    return observer.policy();
  }

  /// Aborts the connections that are still open.
  @Override
  public void close() {
    try {
      server.drain(Duration.ZERO);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    inside.ifPresent(InsideListener::close);
  }
}
