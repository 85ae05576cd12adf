package io.heddle.cli.explain;

import io.heddle.policy.PolicyEnforcer;
import io.heddle.policy.PolicyEntry;
import io.heddle.policy.PolicyVerdict;
import io.heddle.policy.PolicyVerdict.Allowed;
import io.heddle.policy.PolicyVerdict.Denied;
import io.heddle.request.ProxyRequest;

/// Finding of the policy of a listener about a request, before the rules.
///
/// @param name of the policy
/// @param guardsAddresses whether the address that is dialled matters: it must not be private, or `deny`
///     has addresses
record PolicyFinding(String name, PolicyVerdict verdict, boolean guardsAddresses) {

  static PolicyFinding of(PolicyEnforcer policy, ProxyRequest request) {
    return new PolicyFinding(
        policy.policy().name(),
        policy.policy().verdict(request.target()),
        !policy.policy().permitsAllAddresses());
  }

  boolean isAllowed() {
    return verdict instanceof Allowed;
  }

  /// The finding in words, such as `yes: allow has github.com`.
  String text() {
    if (verdict instanceof Allowed allowed) {
      return "yes: "
          + allowed.entry().map(entry -> "allow has " + entry).orElse("deny does not have it");
    }
    Denied denied = (Denied) verdict;
    return "no: "
        + switch (denied.reason()) {
          case DENY_ENTRY -> "deny has " + denied.entry().map(PolicyEntry::toString).orElseThrow();
          case NOT_IN_ALLOW -> "no entry of allow has it";
          case PRIVATE_ADDRESS -> "it is a private address";
          case NO_POLICY -> "there is no such policy";
        };
  }
}
