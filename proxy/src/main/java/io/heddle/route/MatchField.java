package io.heddle.route;

/// Property of a request that a rule's condition tests, in the order in which [RuleIndex] tests
/// them: first the properties for which rules list many values, last those that may need a name
/// lookup.
enum MatchField {
  DOMAIN,
  ADDRESS,
  /// Lists that have the target, as a name or as an address.
  LIST,
  PORT,
  USER,
  INBOUND,
  NETWORK,
  /// Addresses of this machine.
  LOCAL_ADDRESS,
  /// Program of the client, which is sought among all processes.
  PROGRAM,
  /// Addresses of the target; for a name, its resolved addresses.
  RESOLVED_ADDRESS,
  /// Lists that have the target or, for a name, one of its resolved addresses.
  RESOLVED_LIST,
  /// Whether one of these addresses is private.
  RESOLVED_SCOPE;

  /// Whether the property of a target that is a name needs the addresses of the name.
  boolean needsAddresses() {
    return compareTo(RESOLVED_ADDRESS) >= 0;
  }
}
