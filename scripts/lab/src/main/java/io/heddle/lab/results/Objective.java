package io.heddle.lab.results;

/// Objective for Heddle's cost in a [Metric]: a target, and a stretch target, which is lower.
public sealed interface Objective {

  /// At most a multiple of the cost of `proxy`.
  record Relative(String proxy, double target, double stretch) implements Objective {}

  /// At most an amount.
  record Budget(double target, double stretch) implements Objective {}

  /// No bound: the cost is compared with that of `proxy`, and that is all.
  record ComparisonOnly(String proxy) implements Objective {}
}
