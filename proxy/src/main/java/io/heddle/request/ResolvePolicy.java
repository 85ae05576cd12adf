package io.heddle.request;

/// Name lookups for the decision of a routing rule: the key `resolve`.
public enum ResolvePolicy {
  /// A target that is a name has no addresses to a rule.
  NEVER,
  /// A target that is a name is resolved if all conditions before depend on it: `resolve: true`.
  IF_NEEDED
}
