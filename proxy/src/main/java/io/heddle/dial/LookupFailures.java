package io.heddle.dial;

import io.heddle.address.Host;
import io.heddle.request.Refusal;
import io.heddle.request.Refusal.Reason;
import java.net.UnknownHostException;
import java.time.Duration;

/// Translation of failed lookups into [Refusal]s.
///
/// The JDK passes on the text of `gai_strerror`, which the launcher keeps English, and no code.
/// `EAI_NONAME` and `EAI_NODATA` say that the name has no address; with `EAI_AGAIN` and `EAI_FAIL`
/// nothing is known about the name. The C library gives `EAI_AGAIN` for servers that fail (SERVFAIL,
/// REFUSED) as well as for servers that are silent. Only the time shows which: the shortest timeout
/// that can be configured (`options timeout` in resolv.conf) is one second.
final class LookupFailures {
  private static final Duration SHORTEST_TIMEOUT = Duration.ofSeconds(1);

  private LookupFailures() {}

  /// The refusal for a lookup that ended with `failure` after this time.
  static Refusal refusal(UnknownHostException failure, Host.Name name, Duration timeTaken) {
    String message = String.valueOf(failure.getMessage());
    // After the name, which may contain anything.
    String error = message.substring(message.lastIndexOf(": ") + 1);
    if (error.contains("Temporary failure")) {
      return timeTaken.compareTo(SHORTEST_TIMEOUT) < 0 ? serverFailed(name) : timedOut(name);
    }
    return error.contains("Non-recoverable failure") ? serverFailed(name) : notFound(name);
  }

  /// The refusal if the name has no address.
  static Refusal notFound(Host.Name name) {
    return new Refusal(Reason.NAME_NOT_RESOLVED, "no address found for " + name);
  }

  /// The refusal if there is no answer in time.
  static Refusal timedOut(Host.Name name) {
    return new Refusal(
        Reason.NAME_RESOLUTION_TIMED_OUT, "no answer in time about the name " + name);
  }

  private static Refusal serverFailed(Host.Name name) {
    return new Refusal(
        Reason.NAME_SERVER_FAILED, "the name server failed to answer about the name " + name);
  }
}
