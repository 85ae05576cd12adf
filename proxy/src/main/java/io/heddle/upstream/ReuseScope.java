package io.heddle.upstream;

/// Clients whose requests one connection may carry.
public enum ReuseScope {
  /// None any more: the connection is of no further use.
  NONE,
  /// The client that it was opened for: the peer knows, or has authenticated, this client.
  SAME_CLIENT,
  /// All clients.
  ANY_CLIENT;

  /// The smaller one of two scopes.
  public ReuseScope narrowedTo(ReuseScope other) {
    return compareTo(other) < 0 ? this : other;
  }
}
