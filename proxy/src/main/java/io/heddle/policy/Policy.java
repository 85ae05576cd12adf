package io.heddle.policy;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.address.PrivateAddresses;
import io.heddle.policy.PolicyDefinition.PrivateTargets;
import io.heddle.policy.PolicyDefinition.ServerNameCheck;
import io.heddle.policy.PolicyEntry.NameEntry;
import io.heddle.policy.PolicyVerdict.DenialReason;
import java.net.InetAddress;
import java.util.Optional;

/// Policy: what clients may reach. Asked before the rules, which say by which way. Immutable.
public final class Policy {
  /// Decision about targets that no private address is concerned with.
  private enum Mode {
    ENFORCED,
    /// All is allowed but private addresses and what is denied.
    LEARNING,
    /// Nothing is allowed, since the policy is missing.
    MISSING
  }

  private final PolicyDefinition definition;
  private final Mode mode;
  private final Optional<TargetSet> allow;
  private final TargetSet deny;

  private Policy(PolicyDefinition definition, Mode mode) {
    this.definition = definition;
    this.mode = mode;
    allow = definition.allow().map(TargetSet::new);
    deny = new TargetSet(definition.deny());
  }

  /// A policy that is enforced.
  static Policy enforced(PolicyDefinition definition) {
    return new Policy(definition, Mode.ENFORCED);
  }

  /// A policy under which nothing is refused but what it denies, and the private addresses that it does
  /// not allow.
  static Policy learning(PolicyDefinition definition) {
    return new Policy(definition, Mode.LEARNING);
  }

  /// A policy that refuses everything in the name of one that is missing.
  static Policy missing(String name) {
    return new Policy(PolicyDefinition.nothing(name), Mode.MISSING);
  }

  /// Its name.
  public String name() {
    return definition.name();
  }

  /// The definition.
  public PolicyDefinition definition() {
    return definition;
  }

  /// Whether the ClientHello of a tunnel to this target must name it.
  public boolean checksServerName(Endpoint target) {
    return definition.sni() == ServerNameCheck.MATCH && target.host() instanceof Host.Name;
  }

  /// Whether it learns what clients ask for.
  boolean isLearning() {
    return mode == Mode.LEARNING;
  }

  /// Whether private addresses need an entry.
  boolean guardsPrivate() {
    return definition.privateTargets() == PrivateTargets.DENY;
  }

  /// The verdict on a target, before any lookup.
  public PolicyVerdict verdict(Endpoint target) {
    return mode == Mode.MISSING
        ? new PolicyVerdict.Denied(DenialReason.NO_POLICY, Optional.empty())
        : verdict(target, deny.find(target), allow.flatMap(set -> set.find(target)));
  }

  /// The verdict on a host whose ports have no meaning, as in a lookup.
  public PolicyVerdict verdictOnLookup(Host host) {
    return mode == Mode.MISSING
        ? new PolicyVerdict.Denied(DenialReason.NO_POLICY, Optional.empty())
        : verdict(
            new Endpoint(host, 0), deny.findHost(host), allow.flatMap(set -> set.findHost(host)));
  }

  private PolicyVerdict verdict(
      Endpoint target, Optional<PolicyEntry> denying, Optional<PolicyEntry> allowing) {
    if (denying.isPresent()) {
      return new PolicyVerdict.Denied(DenialReason.DENY_ENTRY, denying);
    }
    if (allow.isPresent() && allowing.isEmpty() && mode == Mode.ENFORCED) {
      return new PolicyVerdict.Denied(DenialReason.NOT_IN_ALLOW, Optional.empty());
    }
    return guardsPrivate() && allowing.isEmpty() && isPrivate(target.host())
        ? new PolicyVerdict.Denied(DenialReason.PRIVATE_ADDRESS, Optional.empty())
        : new PolicyVerdict.Allowed(allowing);
  }

  /// Whether a host is private without a lookup.
  private static boolean isPrivate(Host host) {
    return host.isLoopback()
        || (host instanceof Host.Ip(InetAddress address) && PrivateAddresses.contains(address));
  }

  /// The entry of `deny` that has an address to which an allowed target leads. It holds whatever name
  /// leads there, and whatever `allow` says.
  public Optional<PolicyEntry> denying(Endpoint target, InetAddress address) {
    return deny.findAddress(address, target.port());
  }

  /// Whether it has nothing to say about the addresses to which allowed targets lead.
  public boolean permitsAllAddresses() {
    return !guardsPrivate() && !deny.hasAddresses();
  }

  /// Whether an address may be dialled to which an allowed target leads, if no entry of `deny` has it.
  ///
  /// An address or block in `allow` opens what it covers, and a name that is itself the loopback, such
  /// as `localhost`, opens the loopback. No other name opens a private address: whoever owns the name
  /// could make it any.
  public boolean mayDial(Endpoint target, InetAddress address) {
    return !guardsPrivate() || !PrivateAddresses.contains(address) || opens(target, address);
  }

  private boolean opens(Endpoint target, InetAddress address) {
    if (allow.isEmpty()) {
      return false;
    }
    if (allow.get().findAddress(address, target.port()).isPresent()) {
      return true;
    }
    return address.isLoopbackAddress()
        && target.host().isLoopback()
        && allow.get().find(target).filter(Policy::isLoopbackName).isPresent();
  }

  private static boolean isLoopbackName(PolicyEntry entry) {
    return entry instanceof NameEntry name && name.pattern().name().isLoopback();
  }

  /// Whether a ClientHello in a tunnel to `target` may name `serverName`: the target, or another name
  /// that is allowed at that port.
  public boolean mayName(Endpoint target, Host.Name serverName) {
    return serverName.equals(target.host())
        || verdict(new Endpoint(serverName, target.port())) instanceof PolicyVerdict.Allowed;
  }

  /// Whether an entry of `allow` has a host, at whatever ports.
  boolean allowsAtSomePort(Host host) {
    return allow.flatMap(set -> set.findHost(host)).isPresent();
  }
}
