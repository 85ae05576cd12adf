package io.heddle.cli.exec;

import io.heddle.address.Endpoint;
import io.heddle.policy.LearnedTargets;
import io.heddle.policy.PolicyObserver;
import io.heddle.policy.PolicySelection;
import io.heddle.policy.PolicySelection.SelectionMode;
import io.heddle.policy.RefusedTargets;
import io.heddle.request.Refusal;
import java.util.Optional;

/// Observer of the policy of one session: what was refused, and, where the session learns, what was
/// asked for.
///
/// @param learned empty if the session does not learn
record SessionObserver(RefusedTargets refused, Optional<LearnedTargets> learned)
    implements PolicyObserver {
  private static final String NAME = "learned";

  /// An observer for a session with this policy.
  static SessionObserver of(Optional<PolicySelection> policy) {
    boolean learns = policy.isPresent() && policy.get().mode() == SelectionMode.LEARN;
    return new SessionObserver(
        new RefusedTargets(), learns ? Optional.of(new LearnedTargets()) : Optional.empty());
  }

  @Override
  public void allowed(Endpoint target) {
    if (learned.isPresent()) {
      learned.get().allowed(target);
    }
  }

  @Override
  public void refused(Endpoint target, Refusal refusal) {
    refused.refused(target, refusal);
    if (learned.isPresent()) {
      learned.get().refused(target, refusal);
    }
  }

  /// The policy that has been learned, in YAML.
  Optional<String> policy() {
    return learned.map(targets -> targets.policy(NAME));
  }
}
