package io.heddle.http1;

import java.time.Duration;
import java.util.Optional;

/// `Keep-Alive` field, in which a server announces how long it keeps an idle connection open. No
/// current standard defines the field, but servers send it.
///
///     Keep-Alive: timeout=5, max=100
public final class KeepAliveField {
  private static final String TIMEOUT = "timeout=";

  private KeepAliveField() {}

  /// Announced idle timeout of the server, if the response has one.
  public static Optional<Duration> timeout(ResponseHead head) {
    for (String member : head.fields().listMembers("Keep-Alive")) {
      if (member.regionMatches(true, 0, TIMEOUT, 0, TIMEOUT.length())) {
        String seconds = member.substring(TIMEOUT.length());
        return seconds.length() < 10 && HttpSyntax.isDigits(seconds)
            ? Optional.of(Duration.ofSeconds(Long.parseLong(seconds)))
            : Optional.empty();
      }
    }
    return Optional.empty();
  }
}
