package io.heddle.config;

import io.heddle.address.Address;
import io.heddle.address.UnixPath;
import java.util.Optional;

/// Configuration of the admin server, which has the status page and the metrics.
///
/// @param listen host and port; without it, there is no admin server
/// @param password required from clients; without it, `listen` must be a loopback address
public record AdminConfig(Optional<Address> listen, Optional<Secret> password) {

  public static final AdminConfig DEFAULT = new AdminConfig(Optional.empty(), Optional.empty());

  public AdminConfig {
    if (listen.isPresent()) {
      check(listen.get(), password);
    } else if (password.isPresent()) {
      throw new BadValueException("password", "is of no use without listen");
    }
  }

  private static void check(Address listen, Optional<Secret> password) {
    BadValues bad = new BadValues();
    if (listen instanceof UnixPath) {
      bad.add("listen", "must be a host and port, since browsers open nothing else");
    } else if (password.isEmpty() && !listen.isLoopback()) {
      bad.add(
          "listen",
          listen
              + " is not a loopback address and there is no password, so others could see and close"
              + " connections; give it a password, or listen on a loopback address such as"
              + " 127.0.0.1",
          "password");
    }
    if (password.map(Secret::text).equals(Optional.of(""))) {
      bad.add("password", "must not be empty");
    }
    bad.throwIfAny();
  }
}
