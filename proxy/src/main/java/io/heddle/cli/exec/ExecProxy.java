package io.heddle.cli.exec;

/// Proxy that a child process of `heddle exec` uses, until it is closed.
sealed interface ExecProxy extends AutoCloseable permits PrivateExecProxy, RemoteExecSession {

  /// The session of the child process, with the addresses of its listeners.
  ExecSession session();

  @Override
  void close();
}
