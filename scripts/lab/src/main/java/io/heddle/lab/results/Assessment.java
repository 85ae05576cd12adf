package io.heddle.lab.results;

import java.util.Locale;

/// Assessment of Heddle's cost in one metric against its objective.
///
/// @param cost of Heddle
/// @param proxy with which Heddle is compared; empty if the objective is a budget
/// @param proxyCost of that proxy; NaN if it was not measured
/// @param value compared with the objective: Heddle's cost, or its ratio to that of `proxy`
/// @param target upper bound of `value`; NaN without an objective
/// @param stretch lower than `target`; NaN without an objective
public record Assessment(
    Metric metric,
    double cost,
    String proxy,
    double proxyCost,
    double value,
    double target,
    double stretch) {

  /// Degree to which an objective is met.
  public enum Grade {
    STRETCH_MET,
    TARGET_MET,
    MISSED,
    /// There is no objective, or nothing to compare with.
    UNKNOWN
  }

  /// Assessment of the medians of `samples`.
  ///
  /// @param metric of which there are samples of Heddle
  public static Assessment of(Metric metric, Samples samples) {
    double cost = samples.cost(metric, ProxyNames.HEDDLE);
    return switch (metric.objective()) {
      case Objective.Budget(double target, double stretch) ->
          new Assessment(metric, cost, "", Double.NaN, cost, target, stretch);
      case Objective.ComparisonOnly(String proxy) ->
          relative(metric, samples, proxy, Double.NaN, Double.NaN);
      case Objective.Relative(String proxy, double target, double stretch) ->
          relative(metric, samples, proxy, target, stretch);
    };
  }

  private static Assessment relative(
      Metric metric, Samples samples, String proxy, double target, double stretch) {
    double cost = samples.cost(metric, ProxyNames.HEDDLE);
    double proxyCost = samples.cost(metric, proxy);
    return new Assessment(metric, cost, proxy, proxyCost, cost / proxyCost, target, stretch);
  }

  /// Target as a cost; NaN without an objective.
  public double targetCost() {
    return proxy.isEmpty() ? target : target * proxyCost;
  }

  public Grade grade() {
    if (Double.isNaN(value) || Double.isNaN(target)) {
      return Grade.UNKNOWN;
    }
    if (value > target) {
      return Grade.MISSED;
    }
    return value <= stretch ? Grade.STRETCH_MET : Grade.TARGET_MET;
  }

  /// The grade in a word or two.
  public String text() {
    return switch (grade()) {
      case STRETCH_MET -> "stretch met";
      case TARGET_MET -> "met";
      case MISSED -> missedBy((value / target - 1) * 100);
      case UNKNOWN -> Double.isNaN(target) ? "" : "nothing to compare with";
    };
  }

  private static String missedBy(double percent) {
    return percent < 1
        ? "missed by less than 1 %"
        : String.format(Locale.ROOT, "missed by %.0f %%", percent);
  }
}
