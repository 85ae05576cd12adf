package io.heddle.generative;

import io.heddle.generative.ResponseScript.Completeness;
import io.heddle.generative.ResponseScript.Expectation;
import io.heddle.generative.Target.TunnelStream;
import java.util.Optional;

/// Message or stream that one end has received.
///
/// @param status status of a response; 0 of a request or of a stream, or if it ended in the head
/// @param last whether the sender has announced that the connection ends with it
record Received(int status, String body, End end, boolean last) {

  /// Way in which it ended.
  enum End {
    /// A message by its framing, a stream by its regular end.
    COMPLETE,
    /// The stream ended within the message.
    CUT,
    /// The stream was reset.
    RESET
  }

  /// Whether the proxy itself has responded with a failure. Origins never send these.
  boolean isRefusal() {
    return status >= 400 && status != 404 && status != 500;
  }

  /// The difference to a response that the client may get. It may get less than what was sent, but
  /// only in a form that shows it.
  ///
  /// @param certain whether nothing but the origin's own conduct keeps the response from the client
  Optional<String> violation(Expectation expected, Certainty certain) {
    Completeness completeness = expected.completeness();
    if (isRefusal() || (status == 0 && end != End.COMPLETE)) {
      boolean must = completeness == Completeness.COMPLETE && certain == Certainty.CERTAIN;
      return must ? Optional.of("no response: " + this) : Optional.empty();
    }
    if (completeness != Completeness.INCOMPLETE && status != expected.status()) {
      return Optional.of("status " + status + " instead of " + expected.status());
    }
    if (!expected.body().startsWith(body)) {
      return Optional.of("other content than was sent: " + this);
    }
    if (end == End.COMPLETE) {
      if (completeness == Completeness.INCOMPLETE) {
        return Optional.of("a cut message looks complete: " + this);
      }
      return body.equals(expected.body())
          ? Optional.empty()
          : Optional.of("a complete message lacks content: " + this);
    }
    return completeness == Completeness.COMPLETE && certain == Certainty.CERTAIN
        ? Optional.of("a complete message was cut: " + this)
        : Optional.empty();
  }

  /// Certainty that a client gets what the origin sends.
  enum Certainty {
    CERTAIN,
    /// The client, an upstream proxy or a retry that is not allowed may prevent it.
    POSSIBLE
  }

  /// The difference to a stream that a client may get from a tunnel.
  Optional<String> streamViolation(TunnelStream expected, Certainty certain) {
    String sent = expected.bytes();
    boolean regular = expected.regular();
    if (!sent.startsWith(body)) {
      return Optional.of("other bytes than were sent: " + this);
    }
    if (end == End.COMPLETE && !regular) {
      return Optional.of("a broken stream looks complete: " + this);
    }
    if (end == End.COMPLETE && !sent.equals(body)) {
      return Optional.of("a complete stream lacks bytes: " + this);
    }
    return regular && end != End.COMPLETE && certain == Certainty.CERTAIN
        ? Optional.of("a complete stream was broken: " + this)
        : Optional.empty();
  }

  @Override
  public String toString() {
    return "status %d, %d bytes, %s, from \"%s\" to \"%s\""
        .formatted(
            status,
            body.length(),
            end,
            body.substring(0, Math.min(body.length(), 40)),
            body.substring(Math.max(0, body.length() - 40)));
  }
}
