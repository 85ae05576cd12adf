package io.heddle.address;

/// Address families of a name to connect to, and their order.
public enum AddressFamilyPreference {
  /// Both, beginning with the family that the system lists first (RFC 8305 §4).
  AUTO,
  /// Both, IPv4 first.
  IPV4,
  /// Both, IPv6 first.
  IPV6,
  /// Never IPv6.
  IPV4_ONLY,
  /// Never IPv4.
  IPV6_ONLY
}
