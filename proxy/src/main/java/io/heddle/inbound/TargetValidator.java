package io.heddle.inbound;

import io.heddle.address.Endpoint;
import io.heddle.wire.MalformedException;

/// Validation of the target of a tunnel or HTTP request, in every protocol.
final class TargetValidator {
  private TargetValidator() {}

  /// Returns the target if its port is valid.
  ///
  /// @throws MalformedException if the port is 0
  static Endpoint validated(Endpoint target) throws MalformedException {
    if (target.port() == 0) {
      throw new MalformedException("port 0 is no target");
    }
    return target;
  }
}
