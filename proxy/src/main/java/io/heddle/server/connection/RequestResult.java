package io.heddle.server.connection;

import io.heddle.request.LocalRequest;
import io.heddle.request.PrintableText;
import io.heddle.request.Refusal;
import java.util.Locale;
import java.util.Optional;

/// Result of a request.
public sealed interface RequestResult {
  /// The result in one of a few words, as metrics and events have it.
  String outcome();

  /// The result as the log has it, such as `closed`, `200` or `refused="…"`.
  default String logText() {
    return outcome();
  }

  /// The reason for which the request failed, in one sentence; empty if it did not.
  default Optional<String> failure() {
    return refused().isEmpty() ? Optional.empty() : Optional.of(refused().get().clause());
  }

  /// The refusal, by which the request failed; empty for other results.
  default Optional<Refusal> refused() {
    return Optional.empty();
  }

  /// The status of the HTTP response; 0 if there is none.
  default int status() {
    return 0;
  }

  /// The side that ended the request.
  default EndedBy endedBy() {
    return EndedBy.PROXY;
  }

  /// Side that ended a request.
  enum EndedBy {
    CLIENT,
    /// The target, or a proxy on the way to it.
    SERVER,
    /// This proxy: it has refused or answered the request, or a time limit has passed.
    PROXY,
    /// A person, who closed its connection.
    ADMIN;

    /// The word for it.
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// A tunnel or an association that was granted and has ended.
  ///
  /// @param outcome in one word, such as `closed`, `idle` or `client-reset`
  record RelayEnded(String outcome, EndedBy endedBy) implements RequestResult {
    /// The result of the relay of `request`.
    public static RequestResult of(Enum<?> outcome, EndedBy endedBy, LiveRequest request) {
      return request.isClosedByAdmin()
          ? new ClosedByAdmin()
          : new RelayEnded(outcome.name().toLowerCase(Locale.ROOT).replace('_', '-'), endedBy);
    }
  }

  /// The client has the address or name that it asked for.
  record LookupAnswered() implements RequestResult {
    @Override
    public String outcome() {
      return "answered";
    }
  }

  /// The whole response of the origin has been passed on.
  record ResponseForwarded(int status) implements RequestResult {
    @Override
    public EndedBy endedBy() {
      return EndedBy.SERVER;
    }

    @Override
    public String outcome() {
      return "answered";
    }

    @Override
    public String logText() {
      return Integer.toString(status);
    }
  }

  /// The response of the origin ended too early after it had begun.
  ///
  /// @param why in one clause
  record ResponseTruncated(int status, String why) implements RequestResult {
    @Override
    public EndedBy endedBy() {
      return EndedBy.SERVER;
    }

    @Override
    public String outcome() {
      return "cut-short";
    }

    @Override
    public String logText() {
      return status + " cut-short=" + PrintableText.quoted(why);
    }

    @Override
    public Optional<String> failure() {
      return Optional.of(why);
    }
  }

  /// The request was for the proxy itself and has its answer.
  record AnsweredByProxy(LocalRequest request, int status) implements RequestResult {
    @Override
    public String outcome() {
      return "answered";
    }

    @Override
    public String logText() {
      return Integer.toString(status);
    }
  }

  /// The request, or an attempt at one, was refused.
  record RequestRefused(Refusal refusal) implements RequestResult {
    @Override
    public String outcome() {
      return "refused";
    }

    @Override
    public String logText() {
      return "refused=" + PrintableText.quoted(refusal.reason() + ": " + refusal.clause());
    }

    /// HTTP begins with a request for a password, so this is no failure.
    @Override
    public Optional<String> failure() {
      boolean fails = !refusal.equals(Refusal.PASSWORD_REQUEST);
      return fails ? Optional.of(refusal.clause()) : Optional.empty();
    }

    @Override
    public Optional<Refusal> refused() {
      return Optional.of(refusal);
    }
  }

  /// A tunnel that was granted, and whose first bytes a policy denies.
  record TunnelDenied(Refusal refusal) implements RequestResult {
    @Override
    public String outcome() {
      return "denied";
    }

    @Override
    public String logText() {
      return "denied=" + PrintableText.quoted(refusal.reason() + ": " + refusal.clause());
    }

    @Override
    public Optional<Refusal> refused() {
      return Optional.of(refusal);
    }
  }

  /// A person has closed the connection.
  record ClosedByAdmin() implements RequestResult {
    @Override
    public EndedBy endedBy() {
      return EndedBy.ADMIN;
    }

    @Override
    public String outcome() {
      return "closed-by-admin";
    }
  }

  /// The client left before it had an answer.
  record RequestAbandoned() implements RequestResult {
    @Override
    public EndedBy endedBy() {
      return EndedBy.CLIENT;
    }

    @Override
    public String outcome() {
      return "abandoned";
    }
  }
}
