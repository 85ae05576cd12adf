package io.heddle.config;

import java.time.Duration;
import java.util.Optional;

/// Configuration of the fault of a rule: what is done to its requests on purpose.
///
/// @param delay latency of the opening and of each direction
/// @param jitter the most that the latency may differ from `delay`
/// @param rate bytes per second of each direction
/// @param refuse share of the requests that are refused, and of the datagrams that are lost
/// @param resetAfter bytes of both directions together after which both ends are reset
public record FaultConfig(
    Optional<Duration> delay,
    Optional<Duration> jitter,
    Optional<Size> rate,
    Optional<Percent> refuse,
    Optional<Size> resetAfter) {

  /// Placeholder for the values of a fault whose keys are read next.
  public static final FaultConfig UNSET =
      new FaultConfig(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  public FaultConfig {
    BadValues bad = new BadValues();
    delay.ifPresent(time -> ValueChecks.checkPositive("delay", time, bad));
    jitter.ifPresent(time -> ValueChecks.checkPositive("jitter", time, bad));
    if (jitter.isPresent()) {
      if (delay.isEmpty()) {
        bad.add("jitter", "has no meaning without delay", "delay");
      } else if (jitter.get().compareTo(delay.get()) > 0) {
        bad.add("jitter", "must not be longer than delay", "delay");
      }
    }
    if (rate.isPresent() && rate.get().bytes() == 0) {
      bad.add("rate", "must be more than 0");
    }
    if (refuse.isPresent() && refuse.get().perMyriad() == 0) {
      bad.add("refuse", "must be more than 0%");
    }
    bad.throwIfAny();
  }

  /// Whether it has no keys.
  boolean isEmpty() {
    return delay.isEmpty() && rate.isEmpty() && refuse.isEmpty() && resetAfter.isEmpty();
  }
}
