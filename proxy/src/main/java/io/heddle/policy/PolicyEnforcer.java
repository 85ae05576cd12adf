package io.heddle.policy;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.policy.PolicyVerdict.Allowed;
import io.heddle.policy.PolicyVerdict.Denied;
import io.heddle.request.AddressGuard;
import io.heddle.request.PrintableText;
import io.heddle.request.ProxyRequest;
import io.heddle.request.ProxyRequest.ResolveRequest;
import io.heddle.request.Refusal;
import io.heddle.request.RefusedException;
import java.net.InetAddress;
import java.util.Optional;

/// Enforcer of a policy for the clients of a listener: it turns verdicts into refusals. As an
/// [AddressGuard] it is asked about each address before the dial.
///
/// Two enforcers are never equal: connections that one has opened are not used for the requests of
/// another.
///
/// @param selection by which the policy was chosen: it says where a person would allow more
public record PolicyEnforcer(Policy policy, PolicySelection selection, PolicyObserver observer)
    implements AddressGuard {
  private static final int MAX_SHOWN = 253;

  /// Admits a request, before the rules.
  ///
  /// @throws RefusedException if the policy denies its target
  public void admit(ProxyRequest request) throws RefusedException {
    Optional<Refusal> refusal =
        request instanceof ResolveRequest lookup
            ? refusalOfLookup(lookup.target())
            : refusal(request.target());
    admit(request.target(), refusal);
  }

  /// Admits a request to `target`.
  ///
  /// @throws RefusedException if the policy denies it
  public void admit(Endpoint target) throws RefusedException {
    admit(target, refusal(target));
  }

  private void admit(Endpoint target, Optional<Refusal> refusal) throws RefusedException {
    if (refusal.isPresent()) {
      observer.refused(target, refusal.get());
      throw new RefusedException(refusal.get());
    }
    observer.allowed(target);
  }

  /// The refusal of a target, of which the observer is not told; empty if the policy allows it.
  public Optional<Refusal> refusal(Endpoint target) {
    return refusal(target.toString(), target, policy.verdict(target));
  }

  /// The entry that would allow a target: its host, with the port if the host has an entry with others.
  private String missingEntry(Endpoint target) {
    return policy.allowsAtSomePort(target.host()) ? target.toString() : target.host().uriHost();
  }

  private Optional<Refusal> refusalOfLookup(Endpoint target) {
    String name = target.host().toString();
    return refusal("the lookup of " + name, target, policy.verdictOnLookup(target.host()));
  }

  private Optional<Refusal> refusal(String what, Endpoint target, PolicyVerdict verdict) {
    if (verdict instanceof Allowed) {
      return Optional.empty();
    }
    Denied denied = (Denied) verdict;
    PolicyRefusal text = new PolicyRefusal(policy, selection);
    return Optional.of(
        switch (denied.reason()) {
          case DENY_ENTRY -> text.byEntry(what, denied.entry().orElseThrow());
          case NOT_IN_ALLOW -> text.notAllowed(what, missingEntry(target));
          case PRIVATE_ADDRESS -> text.isPrivate(what, target.host().uriHost());
          case NO_POLICY -> text.missing(what);
        });
  }

  /// The refusal of the server name in a ClientHello; empty if it may be sent. The observer is told.
  ///
  /// @param serverName as it was sent; empty if the message has none
  public Optional<Refusal> refusalOfServerName(Endpoint target, Optional<String> serverName) {
    if (serverName.isEmpty()) {
      return refusalOfClientHello(target, "names no server");
    }
    String shown = PrintableText.word(serverName.get(), MAX_SHOWN);
    Optional<Host.Name> name = name(serverName.get());
    if (name.isEmpty()) {
      return refusalOfClientHello(target, "names " + shown);
    }
    if (!policy.mayName(target, name.get())) {
      PolicyRefusal text = new PolicyRefusal(policy, selection);
      return noted(target, text.otherServerName(hello(target, "names " + shown), shown));
    }
    if (!name.get().equals(target.host())) {
      observer.otherServerNamed(new Endpoint(name.get(), target.port()));
    }
    return Optional.empty();
  }

  /// The refusal of a ClientHello without a name that can be read; empty if the policy learns. The observer
  /// is told.
  ///
  /// @param fault what is wrong with it, in one clause with a verb
  public Optional<Refusal> refusalOfClientHello(Endpoint target, String fault) {
    if (policy.isLearning()) {
      observer.noServerNamed();
      return Optional.empty();
    }
    return noted(target, new PolicyRefusal(policy, selection).clientHello(hello(target, fault)));
  }

  private static String hello(Endpoint target, String clause) {
    return "the TLS ClientHello in the tunnel to " + target + " " + clause;
  }

  private Optional<Refusal> noted(Endpoint target, Refusal refusal) {
    observer.refused(target, refusal);
    return Optional.of(refusal);
  }

  private static Optional<Host.Name> name(String text) {
    try {
      return Host.parse(text) instanceof Host.Name name ? Optional.of(name) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public boolean permitsAll() {
    return policy.permitsAllAddresses();
  }

  @Override
  public Optional<Refusal> refusal(Endpoint target, InetAddress address) {
    Optional<PolicyEntry> denying = policy.denying(target, address);
    if (denying.isEmpty() && policy.mayDial(target, address)) {
      return Optional.empty();
    }
    PolicyRefusal text = new PolicyRefusal(policy, selection);
    Host.Ip host = new Host.Ip(address);
    String what = target + " leads to " + host;
    return Optional.of(
        denying.isPresent()
            ? text.byEntry(what, denying.get())
            : text.isPrivate(what, host.uriHost()));
  }

  @Override
  public void noteRefusal(Endpoint target, InetAddress address, Refusal refusal) {
    observer.leadsTo(target, address);
    observer.refused(target, refusal);
  }

  // By identity, see above.
  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }
}
