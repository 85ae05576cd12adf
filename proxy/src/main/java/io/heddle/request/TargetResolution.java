package io.heddle.request;

import java.net.InetAddress;
import java.util.List;

/// Addresses of a request's target by which the rules have decided. An outbound that connects to
/// the target itself uses these and no others: a second lookup could find addresses that the rules
/// would not allow.
public sealed interface TargetResolution {
  /// The rules have not looked the target up.
  TargetResolution NONE = new NotResolved();

  /// No lookup: the target is an address, or the rules did not depend on its addresses.
  record NotResolved() implements TargetResolution {}

  /// Addresses of the name, in the order of the system.
  record Resolved(List<InetAddress> addresses) implements TargetResolution {
    public Resolved {
      addresses = List.copyOf(addresses);
    }
  }

  /// ResolutionFailed lookup: to the rules, the name had no addresses.
  record ResolutionFailed(Refusal refusal) implements TargetResolution {}
}
