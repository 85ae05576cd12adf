package io.heddle.generative;

import io.heddle.generative.Step.Ending;
import io.heddle.generative.Step.Send;
import java.util.List;

/// Behaviour of an upstream proxy when it is asked for a tunnel.
///
/// @param grants whether the tunnel is granted in a form that cannot be misread
record UpstreamScript(List<Step> steps, boolean grants) {

  /// The script of an exchange, which depends on the seed and the exchange alone.
  static UpstreamScript of(long seed, int exchange, UpstreamKind kind) {
    Dice dice = new Dice(seed ^ 0x5555_5555L, exchange);
    String reply = kind.granted();
    return switch (dice.below(10)) {
      case 0 -> failing(reply.substring(0, dice.below(reply.length())), dice);
      case 1 -> failing(kind.refused(), dice);
      case 2 -> failing("\u0001" + dice.garbage(dice.size(10)), dice);
      case 3 -> failing("HTTP/1.1 200 OK\r\nX: " + "x".repeat(300 * 1024), dice);
      default -> new UpstreamScript(List.of(new Send(reply, Step.pace(dice))), true);
    };
  }

  private static UpstreamScript failing(String bytes, Dice dice) {
    Ending ending = Step.ending(dice);
    return new UpstreamScript(List.of(new Send(bytes, Step.pace(dice)), ending), false);
  }
}
