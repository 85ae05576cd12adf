package io.heddle.request;

import io.heddle.address.Endpoint;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Guard of the addresses at which the target of a request may be dialled. It is asked about each
/// address after the lookup of a name, and nothing is looked up between its answer and the dial.
public interface AddressGuard {
  /// Guard that permits all addresses.
  AddressGuard NONE = Unguarded.INSTANCE;

  /// Whether it permits all addresses.
  boolean permitsAll();

  /// The refusal of an address; empty if it may be dialled.
  Optional<Refusal> refusal(Endpoint target, InetAddress address);

  /// Notes that a request was refused, since no address of its target may be dialled.
  ///
  /// @param address the first of them
  void noteRefusal(Endpoint target, InetAddress address, Refusal refusal);

  /// Those of the addresses that a guard permits: these very ones are dialled, and no others. Not a default
  /// method, with which the classes could be initialised in a circle.
  ///
  /// @param addresses of the target, at least one
  /// @throws RefusedException if none may be dialled
  static List<InetAddress> permitted(
      AddressGuard guard, Endpoint target, List<InetAddress> addresses) throws RefusedException {
    if (guard.permitsAll()) {
      return addresses;
    }
    List<InetAddress> permitted = new ArrayList<>(addresses.size());
    Optional<Refusal> first = Optional.empty();
    for (InetAddress address : addresses) {
      Optional<Refusal> refusal = guard.refusal(target, address);
      if (refusal.isEmpty()) {
        permitted.add(address);
      } else if (first.isEmpty()) {
        first = refusal;
      }
    }
    if (permitted.isEmpty()) {
      guard.noteRefusal(target, addresses.getFirst(), first.orElseThrow());
      throw new RefusedException(first.get());
    }
    return permitted;
  }

  /// Guard that permits all addresses.
  enum Unguarded implements AddressGuard {
    /// The only one.
    INSTANCE;

    @Override
    public boolean permitsAll() {
      return true;
    }

    @Override
    public Optional<Refusal> refusal(Endpoint target, InetAddress address) {
      return Optional.empty();
    }

    @Override
    public void noteRefusal(Endpoint target, InetAddress address, Refusal refusal) {}
  }
}
