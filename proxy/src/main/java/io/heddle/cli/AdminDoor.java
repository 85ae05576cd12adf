package io.heddle.cli;

import io.heddle.address.Address;
import io.heddle.admin.Door;
import io.heddle.admin.Guard;
import io.heddle.admin.Overview;
import io.heddle.admin.Sites;
import io.heddle.config.Admin;
import io.heddle.config.Secret;
import io.heddle.dial.OwnAddresses;
import io.heddle.server.ListenException;
import java.io.IOException;
import java.util.Optional;

/// The door that the configuration's `admin` asks for, if it does. For one thread at a time.
final class AdminDoor {
  private final Overview overview;
  private final OwnAddresses own;
  private Admin inForce = Admin.DEFAULT;
  private Optional<Door> open = Optional.empty();
  private boolean everOpen;

  /// @param own gets its address: clients of the proxy must not come in as if from this machine
  AdminDoor(Overview overview, OwnAddresses own) {
    this.overview = overview;
    this.own = own;
  }

  /// What is about to become of the door.
  interface Change {
    /// Does it, which cannot fail.
    void commit();

    /// Leaves everything as it was.
    void drop();
  }

  /// Opens another door if there is to be one. The one before stays until the change is made.
  ///
  /// @throws ListenException if it cannot be opened
  Change prepare(Admin admin) throws ListenException {
    boolean sameAddress = admin.listen().equals(inForce.listen());
    Optional<Door> next = sameAddress ? open : openDoor(admin);
    return new Change() {
      @Override
      public void commit() {
        if (!sameAddress) {
          open.ifPresent(AdminDoor.this::close);
        }
        next.ifPresent(door -> door.turnTo(guard(admin)));
        next.ifPresent(door -> own.add(door.address()));
        open = next;
        inForce = admin;
        if (next.isPresent() && !everOpen) {
          overview.keepHistory();
          everOpen = true;
        }
      }

      @Override
      public void drop() {
        if (!sameAddress) {
          next.ifPresent(Door::close);
        }
      }
    };
  }

  private Optional<Door> openDoor(Admin admin) throws ListenException {
    if (admin.listen().isEmpty()) {
      return Optional.empty();
    }
    Address address = admin.listen().get();
    try {
      return Optional.of(Door.open(address, guard(admin)));
    } catch (IOException e) {
      throw new ListenException(address, e);
    }
  }

  private Guard guard(Admin admin) {
    return new Guard(admin.password().map(Secret::text), Sites.forVisitors(overview));
  }

  private void close(Door door) {
    door.close();
    own.remove(door.address());
  }

  /// Where it is, if it is anywhere.
  Optional<Address> address() {
    return open.map(Door::address);
  }
}
