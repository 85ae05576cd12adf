package io.heddle.route;

/// Property of a request that a rule's condition tests, in the order in which [RuleIndex] tests
/// them: first the properties for which rules list many values, last the one that may need a name
/// lookup.
enum MatchField {
  DOMAIN,
  ADDRESS,
  PORT,
  USER,
  INBOUND,
  NETWORK,
  /// Addresses of the target; for a name, its resolved addresses.
  RESOLVED_ADDRESS
}
