package io.heddle.request;

/// Users of this machine that a listener serves.
public enum LocalUsers {
  /// The user of the proxy, and root.
  OWNER,
  /// Every user.
  ANY
}
