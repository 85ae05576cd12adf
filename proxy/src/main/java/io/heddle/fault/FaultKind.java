package io.heddle.fault;

import java.util.Locale;

/// Kind of an injected fault, as the metrics count it. Written as: its label in the metrics.
public enum FaultKind {
  /// A connection whose bytes have a latency or a rate, or an association with such datagrams.
  DELAYED,
  /// A request that was refused.
  REFUSED,
  /// A connection or association that was reset.
  RESET,
  /// A datagram that was dropped.
  LOST;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
