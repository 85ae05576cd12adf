package io.heddle.server;

import io.heddle.address.Address;
import java.io.IOException;

/// Failure to listen on an address. The cause has the reason.
public final class ListenException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Address address;

  public ListenException(Address address, IOException cause) {
    super("cannot listen on " + address, cause);
    this.address = address;
  }

  /// The address in the configuration.
  public Address address() {
    return address;
  }
}
