import java.util.Locale;

/// What Heddle's figure in a row is worth.
///
/// @param row that it is about
/// @param cost Heddle's
/// @param peer whose cost is the measure; empty where the goal is a budget
/// @param peerCost NaN if it was not measured
/// @param measure what is held against the goal: Heddle's cost, or how many times that of `peer`
/// @param target at most which it is hoped to be; NaN where there is no goal
/// @param stretch the same, harder
record Verdict(
    Row row,
    double cost,
    String peer,
    double peerCost,
    double measure,
    double target,
    double stretch) {

  /// How far the goal is reached.
  enum Grade {
    STRETCH,
    TARGET,
    MISSED,
    /// There is no goal, or nothing to hold it against.
    NONE
  }

  /// @param row in which Heddle has a figure
  static Verdict of(Row row, Figures figures) {
    double cost = figures.cost(row, Heddle.NAME);
    return switch (row.goal()) {
      case Goal.Budget(double target, double stretch) ->
          new Verdict(row, cost, "", Double.NaN, cost, target, stretch);
      case Goal.Beside(String peer) -> beside(row, figures, peer, Double.NaN, Double.NaN);
      case Goal.Against(Goal.Bound target, Goal.Bound stretch) -> {
        // Another measure for the stretch, said in terms of the first.
        double other = figures.cost(row, stretch.peer()) / figures.cost(row, target.peer());
        yield beside(row, figures, target.peer(), target.factor(), stretch.factor() * other);
      }
    };
  }

  private static Verdict beside(
      Row row, Figures figures, String peer, double target, double stretch) {
    double cost = figures.cost(row, Heddle.NAME);
    double peerCost = figures.cost(row, peer);
    return new Verdict(row, cost, peer, peerCost, cost / peerCost, target, stretch);
  }

  /// The target as a cost; NaN where there is none.
  double goal() {
    return peer.isEmpty() ? target : target * peerCost;
  }

  Grade grade() {
    if (Double.isNaN(measure) || Double.isNaN(target)) {
      return Grade.NONE;
    }
    if (measure > target) {
      return Grade.MISSED;
    }
    return measure <= stretch ? Grade.STRETCH : Grade.TARGET;
  }

  /// In a word or two.
  String words() {
    return switch (grade()) {
      case STRETCH -> "stretch met";
      case TARGET -> "met";
      case MISSED -> String.format(Locale.ROOT, "missed by %.0f %%", (measure / target - 1) * 100);
      case NONE -> Double.isNaN(target) ? "" : "nothing to compare with";
    };
  }
}
