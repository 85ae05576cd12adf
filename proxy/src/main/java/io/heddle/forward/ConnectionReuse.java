package io.heddle.forward;

import io.heddle.http1.BodyLength;
import io.heddle.http1.ConnectionAuthentication;
import io.heddle.http1.KeepAliveField;
import io.heddle.http1.MessageHead.HttpVersion;
import io.heddle.http1.MessageHead.Persistence;
import io.heddle.http1.RequestHead;
import io.heddle.http1.ResponseHead;
import io.heddle.upstream.UpstreamConnection.ReuseScope;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Possible reuse of an upstream connection after a response: pure.
///
/// @param keepAlive time that the peer keeps the connection, if it said so
record ConnectionReuse(ReuseScope scope, Optional<Duration> keepAlive) {
  /// No reuse.
  static final ConnectionReuse NONE = new ConnectionReuse(ReuseScope.NONE, Optional.empty());

  /// The reuse after a request and a response that have both come to their ends.
  static ConnectionReuse after(RequestHead request, ResponseHead response, BodyLength length) {
    if (Persistence.of(response) == Persistence.CLOSE
        || length instanceof BodyLength.CloseDelimited
        || isDoubtful(response, length)) {
      return NONE;
    }
    ReuseScope scope =
        ConnectionAuthentication.isUsedBy(request, response)
            ? ReuseScope.SAME_CLIENT
            : ReuseScope.ANY_CLIENT;
    return new ConnectionReuse(scope, KeepAliveField.timeout(response));
  }

  /// Whether the framing is one that a sender must not use: the end of the response may then be
  /// somewhere else (RFC 9112 §6.1).
  private static boolean isDoubtful(ResponseHead response, BodyLength length) {
    List<String> codings = response.fields().values("Transfer-Encoding");
    boolean usual = codings.size() == 1 && codings.getFirst().equalsIgnoreCase("chunked");
    return (!codings.isEmpty() && !usual)
        || (length instanceof BodyLength.Chunked
            && (response.version() == HttpVersion.HTTP_1_0
                || response.fields().has("Content-Length")));
  }
}
