package io.heddle.outbound;

/// Handling of datagrams by an outbound.
public enum DatagramSupport {
  /// Datagrams leave from a socket of this proxy.
  DIRECT,
  /// Datagrams pass the relays of other proxies, with which [Outbound#associate] associates.
  RELAYED,
  /// Datagrams are not allowed to leave.
  BLOCKED,
  /// The protocol of the next proxy has no datagrams.
  UNSUPPORTED
}
