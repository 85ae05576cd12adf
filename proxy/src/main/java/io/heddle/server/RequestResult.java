package io.heddle.server;

import io.heddle.request.Refusal;
import io.heddle.request.Refusal.Reason;
import java.util.Optional;

/// How a request ended.
///
/// @param outcome in one word, of which there are a few
/// @param refusal why it was refused, if it was
/// @param failure one sentence, if somebody may want to know why
record RequestResult(String outcome, Optional<Refusal> refusal, Optional<String> failure) {
  static RequestResult well(String outcome) {
    return new RequestResult(outcome, Optional.empty(), Optional.empty());
  }

  static RequestResult cutShort(String why) {
    return new RequestResult("cut-short", Optional.empty(), Optional.of(why));
  }

  /// That a password is asked for is how HTTP begins, and no failure.
  static RequestResult refused(Refusal refusal) {
    return new RequestResult(
        "refused",
        Optional.of(refusal),
        refusal.reason() == Reason.CREDENTIALS_REQUIRED
            ? Optional.empty()
            : Optional.of(refusal.details()));
  }
}
