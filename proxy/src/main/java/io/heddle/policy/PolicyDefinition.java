package io.heddle.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Definition of a policy, as the configuration and the command line have it.
///
/// @param allow what may be reached; empty for all that is not denied, and an empty list for nothing
/// @param deny what may not be reached, whatever `allow` says
/// @param privateTargets treatment of private addresses: the key `private`
/// @param sni treatment of the server name in a TLS ClientHello
public record PolicyDefinition(
    String name,
    Optional<List<PolicyEntry>> allow,
    List<PolicyEntry> deny,
    PrivateTargets privateTargets,
    ServerNameCheck sni) {

  /// Treatment of private addresses, see [io.heddle.address.PrivateAddresses].
  public enum PrivateTargets {
    /// They are not dialled, whatever name has led to them, unless an address of `allow` covers them.
    DENY,
    /// They are dialled like others.
    ALLOW
  }

  /// Treatment of the server name in the TLS ClientHello that begins a tunnel to a name.
  public enum ServerNameCheck {
    /// It must be the name of the target or allowed itself.
    MATCH,
    /// It is not looked at.
    OFF
  }

  public PolicyDefinition {
    allow = allow.map(List::copyOf);
    deny = List.copyOf(deny);
  }

  /// Defaults of the keys of the policy with a name.
  public static PolicyDefinition named(String name) {
    return new PolicyDefinition(
        name, Optional.empty(), List.of(), PrivateTargets.DENY, ServerNameCheck.MATCH);
  }

  /// A policy that allows nothing.
  static PolicyDefinition nothing(String name) {
    return named(name).with(Optional.of(List.of()), List.of());
  }

  /// Copy with more entries. If this one allows all that is not denied, the copy allows only `moreAllow`.
  PolicyDefinition with(Optional<List<PolicyEntry>> moreAllow, List<PolicyEntry> moreDeny) {
    Optional<List<PolicyEntry>> joined =
        moreAllow.map(more -> joined(allow.orElse(List.of()), more)).or(() -> allow);
    return new PolicyDefinition(name, joined, joined(deny, moreDeny), privateTargets, sni);
  }

  private static List<PolicyEntry> joined(List<PolicyEntry> first, List<PolicyEntry> second) {
    List<PolicyEntry> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }
}
