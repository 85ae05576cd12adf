package io.heddle.lab.results;

/// Objective for Heddle's cost in a [Metric]: a target, and a stretch target, which is lower.
public sealed interface Objective {

  /// At most a multiple of another proxy's cost.
  record Relative(Bound target, Bound stretch) implements Objective {}

  /// At most an amount.
  record Budget(double target, double stretch) implements Objective {}

  /// No bound: the cost is compared with that of `proxy`, and that is all.
  record ComparisonOnly(String proxy) implements Objective {}

  /// Multiple of another proxy's cost.
  ///
  /// @param factor by which the cost of `proxy` is multiplied
  record Bound(String proxy, double factor) {}

  static Objective relativeTo(String proxy, double target, double stretch) {
    return new Relative(new Bound(proxy, target), new Bound(proxy, stretch));
  }
}
