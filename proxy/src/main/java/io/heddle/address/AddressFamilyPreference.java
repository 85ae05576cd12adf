package io.heddle.address;

/// Preference for IPv4 or IPv6 among the addresses of a name: the key `dns.prefer`.
public enum AddressFamilyPreference {
  /// Both families in turn, in the order of RFC 8305.
  AUTO,
  /// IPv4 first.
  IPV4,
  /// IPv6 first.
  IPV6,
  /// IPv4 alone.
  IPV4_ONLY,
  /// IPv6 alone.
  IPV6_ONLY
}
