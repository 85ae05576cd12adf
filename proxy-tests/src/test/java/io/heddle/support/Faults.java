package io.heddle.support;

import io.heddle.outbound.DirectOutbound;
import io.heddle.route.Fault;
import io.heddle.route.Matcher;
import io.heddle.route.Router.Route;
import io.heddle.route.Rule;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// Faults, and rules that have them.
public final class Faults {
  private Faults() {}

  /// A latency.
  public static Fault delay(Duration delay) {
    return new Fault(delay, Duration.ZERO, OptionalLong.empty(), 0, OptionalLong.empty());
  }

  /// A latency with jitter.
  public static Fault delay(Duration delay, Duration jitter) {
    return new Fault(delay, jitter, OptionalLong.empty(), 0, OptionalLong.empty());
  }

  /// A rate in bytes per second, and a latency.
  public static Fault rate(long bytesPerSecond, Duration delay) {
    return new Fault(
        delay, Duration.ZERO, OptionalLong.of(bytesPerSecond), 0, OptionalLong.empty());
  }

  /// Refusals, or lost datagrams.
  public static Fault refuse(int percent) {
    return new Fault(
        Duration.ZERO, Duration.ZERO, OptionalLong.empty(), 100 * percent, OptionalLong.empty());
  }

  /// A reset.
  public static Fault resetAfter(long bytes) {
    return new Fault(Duration.ZERO, Duration.ZERO, OptionalLong.empty(), 0, OptionalLong.of(bytes));
  }

  /// A rule with a fault, in front of direct connections.
  public static Rule rule(Fault fault, Matcher... matchers) {
    return new Rule(
        List.of(matchers), new Route("rules[0]", DirectOutbound.NAME, Optional.of(fault)));
  }
}
