package io.heddle.inbound;

import io.heddle.http1.Authorities;
import io.heddle.http1.BodyLength;
import io.heddle.http1.Persistence;
import io.heddle.http1.RequestHead;
import io.heddle.http1.RequestTarget;
import io.heddle.http1.RequestTarget.Absolute;
import io.heddle.http1.RequestTarget.Asterisk;
import io.heddle.http1.RequestTarget.Authority;
import io.heddle.http1.RequestTarget.Origin;
import io.heddle.http1.RequestTarget.OtherScheme;
import io.heddle.http1.UnknownCodingException;
import io.heddle.inbound.InboundSettings.Requests;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import io.heddle.request.RequestBody;
import io.heddle.wire.ByteReader;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/// A request other than CONNECT, without anything that two readers could understand differently.
///
/// @param host what `Host` says
/// @param length of the body
/// @param hopsLeft what `Max-Forwards` says, for the two methods for which it counts
record HttpMessage(
    RequestHead head,
    RequestTarget target,
    Optional<Authority> host,
    BodyLength length,
    Optional<Integer> hopsLeft) {

  /// Understands a head.
  ///
  /// @throws RefusedException if the body has a transfer coding that we do not know
  static HttpMessage of(RequestHead head, Authorities authorities)
      throws MalformedException, RefusedException {
    try {
      return new HttpMessage(
          head,
          RequestTarget.parse(head.method(), head.target(), authorities),
          RequestTarget.host(head, authorities),
          BodyLength.of(head),
          hopsLeft(head));
    } catch (UnknownCodingException e) {
      throw new RefusedException(Reason.COMMAND_NOT_SUPPORTED, e.getMessage());
    }
  }

  /// RFC 9110 §7.6.2.
  private static Optional<Integer> hopsLeft(RequestHead head) throws MalformedException {
    List<String> values = head.fields().values("Max-Forwards");
    boolean counts = head.method().equals("TRACE") || head.method().equals("OPTIONS");
    if (values.isEmpty() || !counts) {
      return Optional.empty();
    }
    String value = values.getFirst();
    if (values.size() > 1 || !value.matches("[0-9]{1,9}")) {
      throw new MalformedException("Max-Forwards is not a number");
    }
    return Optional.of(Integer.valueOf(value));
  }

  /// Takes the body if it is there, which is sure to be little.
  RequestBody body(ByteReader in) throws IOException {
    return switch (length) {
      case BodyLength.None() -> RequestBody.EMPTY;
      case BodyLength.Exactly(long bytes) when bytes <= in.buffered() ->
          new RequestBody.Whole(ByteBuffer.wrap(in.bytes((int) bytes)));
      case BodyLength other -> new RequestBody.Streamed(other);
    };
  }

  /// What becomes of the connection when the request is answered before more of its body is read.
  Persistence persistenceAfter(RequestBody body) {
    return body instanceof RequestBody.Whole ? Persistence.of(head) : Persistence.CLOSE;
  }

  /// Whether it is for us and not to be forwarded: no hop is left, or it asks about the server that
  /// it was sent to, which only a transparent one pretends not to be.
  boolean isForUs(Requests served) {
    return hopsLeft.equals(Optional.of(0))
        || (target instanceof Asterisk && served == Requests.TO_PROXY);
  }

  /// What the log says of a request that is for us: never its query.
  String subject() {
    return head.method()
        + " "
        + switch (target) {
          case Absolute absolute -> "http://" + absolute.authority().endpoint() + absolute.path();
          case Origin origin -> origin.path();
          case Asterisk() -> "*";
          case OtherScheme(String scheme) -> scheme + ":";
        };
  }

  /// What it is about, for a request that is to be forwarded.
  ///
  /// @throws RefusedException if that is not ours to forward
  Absolute uri(Requests served) throws RefusedException, MalformedException {
    return switch (target) {
      case Absolute absolute -> absolute;
      case Origin(String path, String query) -> new Absolute(destination(served), path, query);
      case Asterisk() -> new Absolute(destination(served), "", "");
      case OtherScheme(String scheme) ->
          throw new RefusedException(
              Reason.COMMAND_NOT_SUPPORTED,
              "requests for " + scheme + " are not forwarded, only for http; others use CONNECT");
    };
  }

  private Authority destination(Requests served) throws RefusedException, MalformedException {
    return switch (served) {
      case TO_ANYONE ->
          host.orElseThrow(() -> new MalformedException("no Host, which names the destination"));
      case TO_PROXY ->
          throw new RefusedException(
              Reason.MALFORMED,
              "this is a proxy and no web server: enter its address in a client as HTTP or SOCKS5"
                  + " proxy, which then asks it for whole URLs");
    };
  }
}
