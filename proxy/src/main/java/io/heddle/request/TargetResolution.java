package io.heddle.request;

import java.net.InetAddress;
import java.util.List;

/// Addresses of a request's target by which the rules have decided, and the guard of those that are
/// dialled. An outbound that connects to the target itself uses these and no others: a second lookup
/// could find addresses that the rules would not allow.
public sealed interface TargetResolution {
  /// The rules have not looked the target up, and all addresses are permitted.
  TargetResolution NONE = new NotResolved(AddressGuard.NONE);

  /// Guard of the addresses that are dialled.
  AddressGuard guard();

  /// Whether this says nothing, as [#NONE].
  boolean isNone();

  /// Copy with a guard.
  TargetResolution withGuard(AddressGuard other);

  /// No lookup: the target is an address, or the rules did not depend on its addresses.
  record NotResolved(AddressGuard guard) implements TargetResolution {
    @Override
    public boolean isNone() {
      return guard.permitsAll();
    }

    @Override
    public TargetResolution withGuard(AddressGuard other) {
      return new NotResolved(other);
    }
  }

  /// Addresses of the name, in the order of the system.
  record Resolved(List<InetAddress> addresses, AddressGuard guard) implements TargetResolution {
    public Resolved {
      addresses = List.copyOf(addresses);
    }

    /// Addresses without a guard.
    public Resolved(List<InetAddress> addresses) {
      this(addresses, AddressGuard.NONE);
    }

    @Override
    public boolean isNone() {
      return false;
    }

    @Override
    public TargetResolution withGuard(AddressGuard other) {
      return new Resolved(addresses, other);
    }
  }

  /// Failed lookup: to the rules, the name had no addresses.
  record ResolutionFailed(Refusal refusal, AddressGuard guard) implements TargetResolution {
    /// A failed lookup without a guard.
    public ResolutionFailed(Refusal refusal) {
      this(refusal, AddressGuard.NONE);
    }

    @Override
    public boolean isNone() {
      return false;
    }

    @Override
    public TargetResolution withGuard(AddressGuard other) {
      return new ResolutionFailed(refusal, other);
    }
  }
}
