package io.heddle.cli.exec;

import io.heddle.address.Endpoint;
import io.heddle.config.Config;
import io.heddle.policy.LearnedTargets;
import io.heddle.policy.PolicyObserver;
import io.heddle.policy.PolicySelection;
import io.heddle.policy.PolicySelection.SelectionMode;
import io.heddle.policy.PolicySet;
import io.heddle.policy.RefusedTargets;
import io.heddle.request.Refusal;
import java.net.InetAddress;
import java.util.Optional;

/// Observer of the policy of one session: what was refused, and, where the session learns, what was
/// asked for.
///
/// @param learned empty if the session does not learn
public record SessionObserver(RefusedTargets refused, Optional<LearnedTargets> learned)
    implements PolicyObserver {
  /// Name of the policy that is learned.
  static final String NAME = "learned";

  /// An observer for a session with this policy.
  ///
  /// @param config has the policies that it may name
  static SessionObserver of(Optional<PolicySelection> policy, Config config) {
    Optional<LearnedTargets> learned =
        policy
            .filter(one -> one.mode() == SelectionMode.LEARN)
            .map(one -> new PolicySet(config.policies()).select(one).definition())
            .map(LearnedTargets::new);
    return new SessionObserver(new RefusedTargets(), learned);
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

  @Override
  public void leadsTo(Endpoint target, InetAddress address) {
    learned.ifPresent(targets -> targets.leadsTo(target, address));
  }

  @Override
  public void otherServerNamed(Endpoint server) {
    learned.ifPresent(targets -> targets.otherServerNamed(server));
  }

  @Override
  public void noServerNamed() {
    learned.ifPresent(LearnedTargets::noServerNamed);
  }

  /// The policy that has been learned, in YAML.
  Optional<String> policy() {
    return learned.map(targets -> targets.policy(NAME));
  }
}
