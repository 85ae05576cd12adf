package io.heddle.policy;

import java.util.Optional;

/// Answer of a policy about one target.
public sealed interface PolicyVerdict {
  /// The target may be reached.
  ///
  /// @param entry of `allow` that has it; empty if the policy allows all that it does not deny
  record Allowed(Optional<PolicyEntry> entry) implements PolicyVerdict {}

  /// The target may not be reached.
  ///
  /// @param entry of `deny` that has it; empty for the other reasons
  record Denied(DenialReason reason, Optional<PolicyEntry> entry) implements PolicyVerdict {}

  /// Reason for which a policy denies a target.
  enum DenialReason {
    /// An entry of `deny` has it.
    DENY_ENTRY,
    /// No entry of `allow` has it.
    NOT_IN_ALLOW,
    /// It is, or leads to, a private address.
    PRIVATE_ADDRESS,
    /// The policy itself is missing.
    NO_POLICY
  }
}
