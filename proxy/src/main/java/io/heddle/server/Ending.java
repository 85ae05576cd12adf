package io.heddle.server;

import io.heddle.request.Refusal;
import io.heddle.request.Refusal.Reason;
import java.util.Optional;

/// How a request ended.
///
/// @param outcome in one word, of which there are a few
/// @param refusal why it was refused, if it was
/// @param failure one sentence, if somebody may want to know why
record Ending(String outcome, Optional<Refusal> refusal, Optional<String> failure) {
  static Ending well(String outcome) {
    return new Ending(outcome, Optional.empty(), Optional.empty());
  }

  static Ending cutShort(String why) {
    return new Ending("cut-short", Optional.empty(), Optional.of(why));
  }

  /// That a password is asked for is how HTTP begins, and no failure.
  static Ending refused(Refusal refusal) {
    return new Ending(
        "refused",
        Optional.of(refusal),
        refusal.reason() == Reason.CREDENTIALS_REQUIRED
            ? Optional.empty()
            : Optional.of(refusal.details()));
  }
}
