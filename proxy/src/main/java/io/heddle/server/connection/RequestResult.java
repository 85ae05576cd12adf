package io.heddle.server.connection;

import io.heddle.request.PrintableText;
import io.heddle.request.ProxyRequest.Client;
import io.heddle.request.Refusal;
import io.heddle.request.Refusal.Reason;
import java.util.Locale;
import java.util.Optional;

/// Result of a request.
public sealed interface RequestResult {
  /// The result in one of a few words, as metrics and events have it.
  String outcome();

  /// The result as the log has it, such as `closed`, `200` or `refused="…"`.
  String logText();

  /// The reason for which the request failed, in one sentence; empty if it did not.
  default Optional<String> failure() {
    return Optional.empty();
  }

  /// The status of the HTTP response; 0 if there is none.
  default int status() {
    return 0;
  }

  /// The side that ended the request.
  EndedBy endedBy();

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
  /// @param outcome in one word, such as `closed`, `idle` or `client-reset`; `cut` if somebody
  ///     aborted the connection
  record RelayEnded(String outcome, EndedBy endedBy) implements RequestResult {
    /// The result of the relay of `request`.
    public static RelayEnded of(Enum<?> outcome, EndedBy endedBy, LiveRequest request) {
      return new RelayEnded(
          request.isAborted() ? "cut" : outcome.name().toLowerCase(Locale.ROOT).replace('_', '-'),
          endedBy);
    }

    @Override
    public String logText() {
      return outcome;
    }
  }

  /// The client has the address or name that it asked for.
  record LookupAnswered() implements RequestResult {
    @Override
    public EndedBy endedBy() {
      return EndedBy.PROXY;
    }

    @Override
    public String outcome() {
      return "answered";
    }

    @Override
    public String logText() {
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
  ///
  /// @param what method and target, as the log shows them
  record AnsweredByProxy(Client client, String what, int status) implements RequestResult {
    @Override
    public EndedBy endedBy() {
      return EndedBy.PROXY;
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

  /// The request, or an attempt at one, was refused.
  record RequestRefused(Refusal refusal) implements RequestResult {
    @Override
    public EndedBy endedBy() {
      return EndedBy.PROXY;
    }

    @Override
    public String outcome() {
      return "refused";
    }

    @Override
    public String logText() {
      return "refused=" + PrintableText.quoted(refusal.toString());
    }

    /// HTTP begins with a request for a password, so this is no failure.
    @Override
    public Optional<String> failure() {
      return refusal.reason() == Reason.CREDENTIALS_REQUIRED
          ? Optional.empty()
          : Optional.of(refusal.details());
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

    @Override
    public String logText() {
      return "abandoned";
    }
  }
}
