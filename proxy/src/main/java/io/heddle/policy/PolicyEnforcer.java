package io.heddle.policy;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.policy.PolicySelection.SelectionOrigin;
import io.heddle.policy.PolicyVerdict.Allowed;
import io.heddle.policy.PolicyVerdict.Denied;
import io.heddle.request.AddressGuard;
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
/// @param origin place where a person would allow more
public record PolicyEnforcer(Policy policy, SelectionOrigin origin, PolicyObserver observer)
    implements AddressGuard {

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

  private Optional<Refusal> refusal(Endpoint target) {
    return refusal(target.toString(), target, policy.verdict(target));
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
    PolicyRefusal text = new PolicyRefusal(policy.name(), origin);
    return Optional.of(
        switch (denied.reason()) {
          case DENY_ENTRY -> text.byEntry(what, denied.entry().orElseThrow());
          case NOT_IN_ALLOW -> text.notAllowed(what, target.host().uriHost());
          case PRIVATE_ADDRESS -> text.isPrivate(what, target.host().uriHost());
          case NO_POLICY -> text.missing(what);
        });
  }

  @Override
  public boolean permitsAll() {
    return !policy.guardsPrivate();
  }

  @Override
  public Optional<Refusal> refusal(Endpoint target, InetAddress address) {
    return policy.mayDial(target, address)
        ? Optional.empty()
        : Optional.of(
            new PolicyRefusal(policy.name(), origin)
                .isPrivate(
                    target + " leads to " + new Host.Ip(address), new Host.Ip(address).uriHost()));
  }

  @Override
  public void noteRefusal(Endpoint target, Refusal refusal) {
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
