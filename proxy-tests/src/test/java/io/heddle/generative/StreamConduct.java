package io.heddle.generative;

import io.heddle.generative.Step.Ending;

/// Conduct of a client with HTTP/2 streams.
sealed interface StreamConduct {
  /// Reads all streams to their ends.
  record Proper() implements StreamConduct {}

  /// Resets each stream after so many of its bytes.
  record Resets(int count) implements StreamConduct {}

  /// Opens no window any wider, and ends after it has read so many bytes in all or the proxy gives
  /// up.
  record ClosedWindows(int window, Ending ending) implements StreamConduct {}

  /// Sends garbage after its requests.
  record Garbles(String garbage, Ending ending) implements StreamConduct {}

  /// Ends the connection after its requests.
  record Ends(Ending ending) implements StreamConduct {}

  /// A random conduct, mostly a proper one.
  static StreamConduct of(Dice dice) {
    return switch (dice.below(12)) {
      case 0, 1 -> new Resets(dice.size(14));
      case 2 -> new ClosedWindows(dice.size(14), Step.ending(dice));
      case 3 -> new Garbles(dice.garbage(1 + dice.size(12)), Step.ending(dice));
      case 4 -> new Garbles(dice.frames(1 + dice.below(50)), Step.ending(dice));
      case 5 -> new Ends(Step.ending(dice));
      default -> new Proper();
    };
  }
}
