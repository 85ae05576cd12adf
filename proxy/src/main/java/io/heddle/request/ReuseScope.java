package io.heddle.request;

/// Clients whose requests may share an upstream connection.
public enum ReuseScope {
  /// Requests of all clients.
  ANY_CLIENT,
  /// Requests of the client for which it was opened, because its identity was sent to an upstream
  /// proxy.
  ONE_CLIENT
}
