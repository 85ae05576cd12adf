package io.heddle.dial;

/// Which address families to use, and which first.
public enum AddressFamilyPreference {
  /// As the system orders them, families in turn.
  AUTO,
  IPV4,
  IPV6,
  IPV4_ONLY,
  IPV6_ONLY
}
