package io.heddle.cli.exec;

import java.util.Optional;

/// Session of the `heddle exec` around this process, which its child process shares: it may reach the
/// same, by the same listener, and has the same name in the log.
///
/// @param session at the listener of the other
record SurroundingSession(ExecSession session) implements ExecProxy {
  /// That of the other counts the requests.
  @Override
  public Optional<SessionReport> report() {
    return Optional.empty();
  }

  @Override
  public Optional<String> learned() {
    return Optional.empty();
  }

  /// The other closes the session.
  @Override
  public void close() {}
}
