package io.heddle.config;

import io.heddle.address.Address;
import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.address.UnixPath;
import io.heddle.address.UnixUser;
import java.time.Duration;

/// The checks that several records share.
final class Check {
  private static final Duration MAX = Duration.ofDays(365);

  private Check() {}

  /// Whether only this machine can connect to it. A name other than `localhost` counts as reachable
  /// by others: what it resolves to may change.
  static boolean isLoopback(Address address) {
    return switch (address) {
      case Endpoint(Host.Ip(var ip), int _) -> ip.isLoopbackAddress();
      case Endpoint(Host.Name(var name), int _) -> name.equals("localhost");
      case UnixPath _, UnixUser _ -> true;
    };
  }

  static void positive(String key, Duration duration) {
    notNegative(key, duration);
    if (duration.isZero()) {
      throw new BadValueException(key, "must be longer than 0");
    }
  }

  /// Also refuses what would overflow a clock in nanoseconds.
  static void notNegative(String key, Duration duration) {
    if (duration.isNegative()) {
      throw new BadValueException(key, "must not be negative");
    }
    if (duration.compareTo(MAX) > 0) {
      throw new BadValueException(key, "must not be longer than 365d");
    }
  }
}
