package io.heddle.inbound;

import io.heddle.http1.AuthorityCache;
import io.heddle.http1.BodyLength;
import io.heddle.http1.Persistence;
import io.heddle.http1.RequestHead;
import io.heddle.http1.RequestTarget;
import io.heddle.http1.RequestTarget.AbsoluteForm;
import io.heddle.http1.RequestTarget.AsteriskForm;
import io.heddle.http1.RequestTarget.Authority;
import io.heddle.http1.RequestTarget.OriginForm;
import io.heddle.http1.RequestTarget.UnsupportedScheme;
import io.heddle.http1.UnknownTransferCodingException;
import io.heddle.request.ProxyMode;
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
/// @param maxForwards what `Max-Forwards` says, for the two methods for which it counts
record HttpMessage(
    RequestHead head,
    RequestTarget target,
    Optional<Authority> host,
    BodyLength length,
    Optional<Integer> maxForwards) {

  /// Understands a head.
  ///
  /// @throws RefusedException if the body has a transfer coding that we do not know
  static HttpMessage of(RequestHead head, AuthorityCache authorities)
      throws MalformedException, RefusedException {
    try {
      return new HttpMessage(
          head,
          RequestTarget.parse(head.method(), head.target(), authorities),
          RequestTarget.hostAuthority(head, authorities),
          BodyLength.of(head),
          maxForwards(head));
    } catch (UnknownTransferCodingException e) {
      throw new RefusedException(Reason.COMMAND_NOT_SUPPORTED, e.getMessage());
    }
  }

  /// RFC 9110 §7.6.2.
  private static Optional<Integer> maxForwards(RequestHead head) throws MalformedException {
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
      case BodyLength.NoBody() -> RequestBody.EMPTY;
      case BodyLength.Fixed(long bytes) when bytes <= in.buffered() ->
          new RequestBody.Buffered(ByteBuffer.wrap(in.bytes((int) bytes)));
      case BodyLength other -> new RequestBody.Streamed(other);
    };
  }

  /// What becomes of the connection when the request is answered before more of its body is read.
  Persistence persistenceAfter(RequestBody body) {
    return body instanceof RequestBody.Buffered ? Persistence.of(head) : Persistence.CLOSE;
  }

  /// Whether it is for us and not to be forwarded: no hop is left, or it asks about the server that
  /// it was sent to, which only a transparent one pretends not to be.
  boolean isForProxyItself(ProxyMode served) {
    return maxForwards.equals(Optional.of(0))
        || (target instanceof AsteriskForm && served == ProxyMode.EXPLICIT);
  }

  /// What the log says of a request that is for us: never its query.
  String logText() {
    return head.method()
        + " "
        + switch (target) {
          case AbsoluteForm absolute ->
              "http://" + absolute.authority().endpoint() + absolute.path();
          case OriginForm origin -> origin.path();
          case AsteriskForm() -> "*";
          case UnsupportedScheme(String scheme) -> scheme + ":";
        };
  }

  /// What it is about, for a request that is to be forwarded.
  ///
  /// @throws RefusedException if that is not ours to forward
  AbsoluteForm targetUri(ProxyMode served) throws RefusedException, MalformedException {
    return switch (target) {
      case AbsoluteForm absolute -> absolute;
      case OriginForm(String path, String query) ->
          new AbsoluteForm(destination(served), path, query);
      case AsteriskForm() -> new AbsoluteForm(destination(served), "", "");
      case UnsupportedScheme(String scheme) ->
          throw new RefusedException(
              Reason.COMMAND_NOT_SUPPORTED,
              "requests for " + scheme + " are not forwarded, only for http; others use CONNECT");
    };
  }

  private Authority destination(ProxyMode served) throws RefusedException, MalformedException {
    return switch (served) {
      case TRANSPARENT ->
          host.orElseThrow(() -> new MalformedException("no Host, which names the destination"));
      case EXPLICIT ->
          throw new RefusedException(
              Reason.MALFORMED,
              "this is a proxy and no web server: enter its address in a client as HTTP or SOCKS5"
                  + " proxy, which then asks it for whole URLs");
    };
  }
}
