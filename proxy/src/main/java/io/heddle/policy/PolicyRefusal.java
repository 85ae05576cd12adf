package io.heddle.policy;

import io.heddle.policy.PolicySelection.SelectionOrigin;
import io.heddle.request.Refusal;

/// Refusals in the name of one policy, with the words that would allow the target.
///
/// @param policy its name
/// @param origin place where a person would allow more
record PolicyRefusal(String policy, SelectionOrigin origin) {
  private static final String DELIBERATE =
      ". This is deliberate, not a network fault: another way will not help. To allow it: ";

  /// An entry of `deny` has the target.
  Refusal byEntry(String what, PolicyEntry entry) {
    return of(what + ", by its entry deny: " + entry, "take " + entry + " out of deny");
  }

  /// No entry of `allow` has the target.
  Refusal notAllowed(String what, String host) {
    return of(what, allowing(host));
  }

  /// The target is, or leads to, a private address.
  Refusal isPrivate(String what, String address) {
    return of(what + ", a private address", allowing(address));
  }

  /// The ClientHello in a tunnel names another server.
  Refusal otherServerName(String what, String name) {
    return of(what, allowing(name));
  }

  /// The ClientHello in a tunnel cannot be checked.
  Refusal clientHello(String what) {
    return of(what, "sni: off in the policy");
  }

  /// The policy itself is missing.
  Refusal missing(String what) {
    return of(what + ", since there is no such policy any more", "define it under policies");
  }

  private String allowing(String entry) {
    return switch (origin) {
      case CONFIGURATION -> "add " + entry + " to policies." + policy + ".allow";
      case COMMAND -> "heddle exec --allow …," + entry;
    };
  }

  private Refusal of(String what, String remedy) {
    return Refusal.byPolicy(
        policy, "denied by policy \"" + policy + "\": " + what + DELIBERATE + remedy);
  }
}
