package io.heddle.fault;

import io.heddle.route.Fault;
import java.time.Duration;
import java.util.random.RandomGenerator;

/// Latency with jitter: each value is between `delay - jitter` and `delay + jitter`.
///
/// @param random may be used by several threads
record Latency(Duration delay, Duration jitter, RandomGenerator random) {
  static Latency of(Fault fault, RandomGenerator random) {
    return new Latency(fault.delay(), fault.jitter(), random);
  }

  /// The next value.
  long nextNanos() {
    long most = jitter.toNanos();
    return most == 0 ? delay.toNanos() : delay.toNanos() + random.nextLong(-most, most + 1);
  }
}
