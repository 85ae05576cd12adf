package io.heddle.cli;

/// What serves a command of `heddle exec`, until it is closed.
sealed interface CommandProxy extends AutoCloseable permits PrivateProxy, HostedCommand {

  /// Where the command finds it.
  CommandPlace place();

  @Override
  void close();
}
