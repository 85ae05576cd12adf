package io.heddle.server;

import io.heddle.address.Address;
import java.io.IOException;

/// An address cannot be listened on; the cause says why.
public final class ListenException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient Address address;

  public ListenException(Address address, IOException cause) {
    super("cannot listen on " + address, cause);
    this.address = address;
  }

  /// The address asked for.
  public Address address() {
    return address;
  }
}
