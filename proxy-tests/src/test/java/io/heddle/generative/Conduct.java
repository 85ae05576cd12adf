package io.heddle.generative;

import io.heddle.generative.Step.Ending;
import io.heddle.generative.Step.Pace;

/// Conduct of a client on one connection.
sealed interface Conduct {
  /// Sends its requests, and reads all of the responses.
  record Proper(Pace pace) implements Conduct {}

  /// Ends within its requests.
  ///
  /// @param part thousandths of the bytes that it sends before
  record CutsRequest(int part, Ending ending) implements Conduct {}

  /// Ends within the response.
  ///
  /// @param count bytes that it reads before
  record Leaves(int count, Ending ending) implements Conduct {}

  /// Sends garbage, or a flood of fields, in its requests.
  ///
  /// @param part thousandths of the bytes that come before it
  record Garbles(int part, String garbage, Ending ending) implements Conduct {}

  /// Sends its requests and never reads.
  record NeverReads(Ending ending) implements Conduct {}

  /// A random conduct, mostly a proper one.
  static Conduct of(Dice dice) {
    Ending ending = Step.ending(dice);
    return switch (dice.below(12)) {
      case 0, 1 -> new CutsRequest(dice.below(1000), ending);
      case 2 -> new Leaves(dice.size(16), ending);
      case 3 -> new Garbles(dice.below(1000), dice.garbage(1 + dice.size(12)), ending);
      case 4 ->
          new Garbles(
              dice.below(1000), ("X" + dice.below(9) + ": y\r\n").repeat(dice.size(14)), ending);
      case 5 -> new NeverReads(ending);
      default -> new Proper(Step.pace(dice));
    };
  }
}
