package io.heddle.cli;

/// What serves a command of `heddle exec`, until it is closed.
sealed interface CommandProxy extends AutoCloseable permits PrivateProxy, HostedCommand {

  /// How the command gets there.
  CommandAccess access();

  @Override
  void close();
}
