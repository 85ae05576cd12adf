package io.heddle.inbound;

import io.heddle.address.Endpoint;
import io.heddle.wire.MalformedException;

/// What a target must have, in every protocol.
final class TargetValidator {
  private TargetValidator() {}

  /// The target itself, if a stream to it can be asked for.
  static Endpoint validated(Endpoint target) throws MalformedException {
    if (target.port() == 0) {
      throw new MalformedException("port 0 is no target");
    }
    return target;
  }
}
