package io.heddle.generative;

import io.heddle.generative.ResponseMessage.Framing;
import io.heddle.generative.Step.Close;
import io.heddle.generative.Step.Ending;
import io.heddle.generative.Step.Pace;
import io.heddle.generative.Step.Reset;
import io.heddle.generative.Step.Send;
import java.util.List;

/// Behaviour of an origin in one exchange.
///
/// @param expected the response that it amounts to
record ResponseScript(List<Step> steps, Expectation expected) {
  private static final int LARGEST_EXCESS_BODY = 4000;
  private static final int HUGE = 300 * 1024;
  private static final String CHUNK = "abc";
  private static final int MANY_FIELDS = 3000;

  /// Response that a client should get.
  ///
  /// @param body complete body, or as much of it as was sent
  record Expectation(int status, String body, Completeness completeness) {}

  /// Completeness of a response.
  enum Completeness {
    COMPLETE,
    /// A client may get it as complete or as incomplete.
    EITHER,
    INCOMPLETE
  }

  /// The script of an exchange, which depends on the seed and the exchange alone.
  static ResponseScript of(long seed, int exchange) {
    Dice dice = new Dice(~seed, exchange);
    ResponseMessage message = ResponseMessage.of(dice, exchange);
    return switch (dice.below(24)) {
      case 0, 1, 2, 3, 4, 5, 6 ->
          cut(message, dice.below(message.bytes().length()), dice, Step.ending(dice));
      case 7 -> cut(message, message.bytes().length(), dice, new Reset());
      case 8 -> broken(dice.garbage(1 + dice.size(12)), "", dice);
      case 9 -> broken(overfull(message, dice), "", dice);
      case 10 -> brokenBody(message, dice);
      case 11 -> excess(message, dice);
      default -> whole(message, dice);
    };
  }

  private static ResponseScript whole(ResponseMessage message, Dice dice) {
    Send send = new Send(message.bytes(), Step.pace(dice));
    boolean closes = message.framing() == Framing.UNTIL_CLOSE || dice.oneIn(6);
    return new ResponseScript(
        closes ? List.of(send, new Close()) : List.of(send),
        new Expectation(message.status(), message.body(), Completeness.COMPLETE));
  }

  private static ResponseScript cut(ResponseMessage message, int at, Dice dice, Ending ending) {
    int framed = Math.max(0, at - message.head().length());
    boolean untilClose = message.framing() == Framing.UNTIL_CLOSE;
    Completeness completeness =
        at < message.head().length()
            ? Completeness.INCOMPLETE
            : untilClose
                ? ending instanceof Close ? Completeness.COMPLETE : Completeness.INCOMPLETE
                : framed >= message.completeLength()
                    ? Completeness.EITHER
                    : Completeness.INCOMPLETE;
    String body = untilClose ? message.body().substring(0, framed) : message.body();
    return new ResponseScript(
        List.of(new Send(message.bytes().substring(0, at), Step.pace(dice)), ending),
        new Expectation(message.status(), body, completeness));
  }

  private static ResponseScript broken(String bytes, String body, Dice dice) {
    return new ResponseScript(
        List.of(new Send(bytes, dice.of(Pace.AT_ONCE, Pace.IN_PIECES)), Step.ending(dice)),
        new Expectation(0, body, Completeness.INCOMPLETE));
  }

  /// The response with more fields than a head may have, or a longer one.
  private static String overfull(ResponseMessage message, Dice dice) {
    String fields =
        dice.oneIn(2)
            ? "X-Huge: " + "x".repeat(HUGE) + "\r\n"
            : ("X-Many: " + "y".repeat(HUGE / MANY_FIELDS) + "\r\n").repeat(MANY_FIELDS);
    return "HTTP/1.1 200 OK\r\n" + fields + "\r\n" + message.body();
  }

  /// A chunked body with something else in place of a chunk size. A reader may believe a part of it.
  private static ResponseScript brokenBody(ResponseMessage message, Dice dice) {
    String start = message.body().substring(0, message.body().length() / 2);
    String bytes =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
            + ResponseMessage.chunks(dice, start)
            + dice.of("zz", "-1", "fffffffffffffffff", "0x1", "\u0000", "1 1")
            + "\r\n"
            + CHUNK
            + "\r\n0\r\n\r\n";
    ResponseScript script = broken(bytes, start, dice);
    return new ResponseScript(
        script.steps, new Expectation(200, start + CHUNK, Completeness.INCOMPLETE));
  }

  /// Bytes after the end of the response. They follow in the same write: bytes that come later would
  /// belong to the response to somebody else's request.
  private static ResponseScript excess(ResponseMessage message, Dice dice) {
    if (message.framing() == Framing.UNTIL_CLOSE
        || message.bytes().length() > LARGEST_EXCESS_BODY) {
      return whole(message, dice);
    }
    return new ResponseScript(
        List.of(new Send(message.bytes() + "HTTP/1.1 200 EXCESS\r\n\r\n", Pace.AT_ONCE)),
        new Expectation(message.status(), message.body(), Completeness.EITHER));
  }

  /// All bytes of the script, as a tunnel carries them.
  String raw() {
    StringBuilder raw = new StringBuilder();
    for (Step step : steps) {
      if (step instanceof Send send) {
        raw.append(send.bytes());
      }
    }
    return raw.toString();
  }

  /// Whether a tunnel carries the stream to its regular end. An origin closes it after the last step.
  boolean endsRegularly() {
    return !(steps.getLast() instanceof Ending) || steps.getLast() instanceof Close;
  }
}
