package io.heddle.policy;

import java.util.Optional;

/// Policy of a listener: the selection, and who observes its decisions.
///
/// @param observer lives as long as the listener
/// @param fixed policies among which the selection chooses for ever; empty if it follows the
///     configuration
public record PolicyBinding(
    PolicySelection selection, PolicyObserver observer, Optional<PolicySet> fixed) {
  /// A policy that nobody observes, and that follows the configuration.
  public PolicyBinding(PolicySelection selection) {
    this(selection, PolicyObserver.NONE);
  }

  /// A policy that follows the configuration.
  public PolicyBinding(PolicySelection selection, PolicyObserver observer) {
    this(selection, observer, Optional.empty());
  }

  /// The policy as it is now: a client that could write the configuration cannot allow itself more.
  public static PolicyBinding fixed(
      PolicySelection selection, PolicyObserver observer, PolicySet policies) {
    return new PolicyBinding(selection, observer, Optional.of(policies));
  }

  /// The enforcer by the policies of one configuration.
  public PolicyEnforcer enforcer(PolicySet policies) {
    return new PolicyEnforcer(fixed.orElse(policies).select(selection), selection, observer);
  }
}
