package io.heddle.server.connection;

import io.heddle.request.ProxyRequest.Client;
import io.heddle.request.Refusal;
import io.heddle.request.Refusal.Reason;
import java.util.Locale;
import java.util.Optional;

/// Result of a request.
public sealed interface RequestResult {
  /// A tunnel or an association that was granted and has ended.
  ///
  /// @param outcome in one word, such as `closed`, `idle` or `client-reset`; `cut` if somebody
  ///     aborted the connection
  record RelayEnded(String outcome) implements RequestResult {
    /// The result of the relay of `request`.
    public static RelayEnded of(Enum<?> outcome, LiveRequest request) {
      return new RelayEnded(
          request.isAborted() ? "cut" : outcome.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
  }

  /// The whole response of the origin has been passed on.
  record ResponseForwarded(int status) implements RequestResult {}

  /// The response of the origin ended too early after it had begun.
  ///
  /// @param why in one clause
  record ResponseTruncated(int status, String why) implements RequestResult {}

  /// The request was for the proxy itself and has its answer.
  ///
  /// @param what method and target, as the log shows them
  record AnsweredByProxy(Client client, String what, int status) implements RequestResult {}

  /// The request, or an attempt at one, was refused.
  record RequestRefused(Refusal refusal) implements RequestResult {}

  /// The client left before it had an answer.
  record RequestAbandoned() implements RequestResult {}

  /// The result in one of a few words, as metrics and events have it.
  default String outcome() {
    return switch (this) {
      case RelayEnded(String word) -> word;
      case ResponseForwarded _, AnsweredByProxy _ -> "answered";
      case ResponseTruncated _ -> "cut-short";
      case RequestRefused _ -> "refused";
      case RequestAbandoned() -> "abandoned";
    };
  }

  /// The reason for which the request failed, in one sentence; empty if it did not. HTTP begins with
  /// a request for a password, so this is no failure.
  default Optional<String> failure() {
    return switch (this) {
      case ResponseTruncated(int _, String why) -> Optional.of(why);
      case RequestRefused(Refusal refusal) ->
          refusal.reason() == Reason.CREDENTIALS_REQUIRED
              ? Optional.empty()
              : Optional.of(refusal.details());
      case RelayEnded _, ResponseForwarded _, AnsweredByProxy _, RequestAbandoned _ ->
          Optional.empty();
    };
  }
}
