package io.heddle.route;

/// What a condition speaks of, in the order in which [RuleIndex] asks: first what rules list much
/// of, last what may have to be looked up.
enum Dimension {
  DOMAIN,
  ADDRESS,
  PORT,
  USER,
  INBOUND,
  NETWORK,
  /// The addresses of the target, those of a name included.
  RESOLVED_ADDRESS
}
