package io.heddle.app;

import io.heddle.address.Address;
import io.heddle.admin.AdminRoutes;
import io.heddle.admin.AdminServer;
import io.heddle.admin.Overview;
import io.heddle.admin.RequestGuard;
import io.heddle.config.AdminConfig;
import io.heddle.config.Secret;
import io.heddle.dial.LoopGuard;
import io.heddle.server.ListenException;
import java.io.IOException;
import java.util.Optional;

/// The door that the configuration's `admin` asks for, if it does. For one thread at a time.
public final class AdminEndpoint {
  private final Overview overview;
  private final LoopGuard own;
  private AdminConfig inForce = AdminConfig.DEFAULT;
  private Optional<AdminServer> open = Optional.empty();
  private boolean everOpen;

  /// @param own gets its address: clients of the proxy must not come in as if from this machine
  public AdminEndpoint(Overview overview, LoopGuard own) {
    this.overview = overview;
    this.own = own;
  }

  /// What is about to become of the door.
  public interface Change {
    /// Does it, which cannot fail.
    void commit();

    /// Leaves everything as it was.
    void drop();
  }

  /// Opens another door if there is to be one. The one before stays until the change is made.
  ///
  /// @throws ListenException if it cannot be opened
  public Change prepare(AdminConfig admin) throws ListenException {
    boolean sameAddress = admin.listen().equals(inForce.listen());
    Optional<AdminServer> next = sameAddress ? open : openDoor(admin);
    return new Change() {
      @Override
      public void commit() {
        if (!sameAddress) {
          open.ifPresent(AdminEndpoint.this::close);
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
          next.ifPresent(AdminServer::close);
        }
      }
    };
  }

  private Optional<AdminServer> openDoor(AdminConfig admin) throws ListenException {
    if (admin.listen().isEmpty()) {
      return Optional.empty();
    }
    Address address = admin.listen().get();
    try {
      return Optional.of(AdminServer.open(address, guard(admin)));
    } catch (IOException e) {
      throw new ListenException(address, e);
    }
  }

  private RequestGuard guard(AdminConfig admin) {
    return new RequestGuard(admin.password().map(Secret::text), AdminRoutes.forVisitors(overview));
  }

  private void close(AdminServer door) {
    door.close();
    own.remove(door.address());
  }

  /// Where it is, if it is anywhere.
  public Optional<Address> address() {
    return open.map(AdminServer::address);
  }
}
