package io.heddle.request;

/// Whose requests a stream may carry.
public enum ReuseScope {
  ANY_CLIENT,
  /// Those of the client that it was opened for: a proxy on the way has been told who that is.
  ONE_CLIENT
}
