package io.heddle.policy;

import io.heddle.policy.PolicySelection.SelectionMode;
import io.heddle.policy.PolicySelection.SelectionOrigin;
import io.heddle.request.Refusal;
import java.util.List;
import java.util.Optional;

/// Refusals in the name of one policy, with the words that would allow the target.
///
/// @param selection by which the policy was chosen: it says where a person would allow more
record PolicyRefusal(Policy policy, PolicySelection selection) {
  private static final String DELIBERATE =
      ". This is deliberate, not a network fault: another way will not help. To allow it: ";

  /// An entry of `deny` has the target.
  ///
  /// @param entry as it is written
  Refusal byEntry(String what, PolicyEntry entry) {
    String place = selection.deny().contains(entry) ? "heddle exec --deny" : place("deny");
    return of(what + ", by its entry deny: " + entry, "take " + entry + " out of " + place);
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
    return of(
        what,
        selection.name().isPresent()
            ? place("sni") + ": off"
            : "heddle exec --policy with a policy of the configuration that says sni: off");
  }

  /// The policy itself is missing.
  Refusal missing(String what) {
    return of(what + ", since there is no such policy any more", "define it under policies");
  }

  /// A list would end that all is allowed which is not denied.
  private String allowing(String entry) {
    Optional<List<PolicyEntry>> allow = policy.definition().allow();
    boolean listed = allow.isPresent();
    if (selection.origin() == SelectionOrigin.COMMAND) {
      boolean alone =
          listed
              ? selection.name().isEmpty() && allow.get().isEmpty()
              : selection.mode() == SelectionMode.LEARN;
      if (alone) {
        return "heddle exec --allow " + entry;
      }
      return listed
          ? "heddle exec --allow …," + entry
          : "heddle exec --allow with " + entry + " and all else that it needs";
    }
    return listed
        ? "add " + entry + " to " + place("allow")
        : "add " + place("allow") + " with " + entry + " and all else that clients need";
  }

  /// The key of the policy in the configuration.
  private String place(String key) {
    return "policies." + policy.name() + "." + key;
  }

  private Refusal of(String what, String remedy) {
    String who =
        selection.name().isPresent()
            ? "policy \"" + policy.name() + "\""
            : "policy from the options of heddle exec";
    String denial = "denied by " + who + ": " + what;
    return Refusal.byPolicy(policy.name(), denial, denial + DELIBERATE + remedy);
  }
}
