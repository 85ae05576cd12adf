/// What is hoped for about a [Row]'s cost. The stretch is the harder one.
sealed interface Goal {

  /// At most that many times what others need.
  record Against(Bound target, Bound stretch) implements Goal {}

  /// At most that much, whatever others need.
  record Budget(double target, double stretch) implements Goal {}

  /// Nothing, but the comparison is of interest.
  record Beside(String peer) implements Goal {}

  /// @param factor that the cost of `peer` is multiplied with
  record Bound(String peer, double factor) {}

  static Goal against(String peer, double target, double stretch) {
    return new Against(new Bound(peer, target), new Bound(peer, stretch));
  }
}
