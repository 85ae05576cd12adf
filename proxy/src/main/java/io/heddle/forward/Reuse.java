package io.heddle.forward;

import io.heddle.http1.BodyLength;
import io.heddle.http1.ConnectionAuthentication;
import io.heddle.http1.HttpVersion;
import io.heddle.http1.KeepAliveField;
import io.heddle.http1.Persistence;
import io.heddle.http1.RequestHead;
import io.heddle.http1.ResponseHead;
import java.time.Duration;
import java.util.Optional;

/// What a connection to the next hop is good for after a response: pure.
///
/// @param time for which the other end keeps it, if it said so
record Reuse(By by, Optional<Duration> time) {
  /// For nothing.
  static final Reuse NONE = new Reuse(By.NOBODY, Optional.empty());

  /// For whose requests.
  enum By {
    NOBODY,
    ANYBODY,
    /// Those of the client that the connection may be authenticated for.
    SAME_CLIENT
  }

  /// The answer if both messages have come to their ends.
  static Reuse after(RequestHead request, ResponseHead response, BodyLength length) {
    if (Persistence.of(response) == Persistence.CLOSE
        || length instanceof BodyLength.UntilClose
        || isDoubtful(response, length)) {
      return NONE;
    }
    By by = ConnectionAuthentication.isUsedBy(request, response) ? By.SAME_CLIENT : By.ANYBODY;
    return new Reuse(by, KeepAliveField.timeout(response));
  }

  /// After framing that a sender should not have used, the next response may begin anywhere (RFC
  /// 9112 §6.1).
  private static boolean isDoubtful(ResponseHead response, BodyLength length) {
    return length instanceof BodyLength.Chunked
        && (response.version() == HttpVersion.HTTP_1_0 || response.fields().has("Content-Length"));
  }
}
