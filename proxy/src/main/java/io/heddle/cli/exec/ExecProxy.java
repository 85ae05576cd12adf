package io.heddle.cli.exec;

import java.util.Optional;

/// Proxy that a child process of `heddle exec` uses, until it is closed.
sealed interface ExecProxy extends AutoCloseable
    permits PrivateExecProxy, RemoteExecSession, SurroundingSession {

  /// The session of the child process, with the addresses of its listeners.
  ExecSession session();

  /// What the child process has done so far; empty if the proxy does not tell.
  Optional<SessionReport> report();

  /// The policy of what the child process has asked for, in YAML; empty if it does not learn, or the
  /// proxy does not tell.
  Optional<String> learned();

  @Override
  void close();
}
