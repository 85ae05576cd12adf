package io.heddle.cli.exec;

/// What serves a command of `heddle exec`, until it is closed.
sealed interface ExecProxy extends AutoCloseable permits PrivateExecProxy, RemoteExecSession {

  /// Where the command finds it.
  ExecSession place();

  @Override
  void close();
}
