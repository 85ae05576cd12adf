package io.heddle.policy;

/// Policy of a listener: the selection, and who observes its decisions.
///
/// @param observer lives as long as the listener
public record PolicyBinding(PolicySelection selection, PolicyObserver observer) {
  /// A policy that nobody observes.
  public PolicyBinding(PolicySelection selection) {
    this(selection, PolicyObserver.NONE);
  }

  /// The enforcer by the policies of one configuration.
  public PolicyEnforcer enforcer(PolicySet policies) {
    return new PolicyEnforcer(policies.select(selection), selection.origin(), observer);
  }
}
