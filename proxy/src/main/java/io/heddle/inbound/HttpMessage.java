package io.heddle.inbound;

import io.heddle.address.Endpoint;
import io.heddle.http1.AuthorityError;
import io.heddle.http1.BodyLength;
import io.heddle.http1.MessageHead.Persistence;
import io.heddle.http1.RequestHead;
import io.heddle.http1.RequestTarget;
import io.heddle.http1.RequestTarget.AbsoluteForm;
import io.heddle.http1.RequestTarget.AsteriskForm;
import io.heddle.http1.RequestTarget.Authority;
import io.heddle.http1.RequestTarget.AuthorityCache;
import io.heddle.http1.RequestTarget.OriginForm;
import io.heddle.http1.RequestTarget.UnsupportedScheme;
import io.heddle.http1.UnknownTransferCodingException;
import io.heddle.request.InterceptionMode;
import io.heddle.request.LocalRequest;
import io.heddle.request.PrintableText;
import io.heddle.request.ProxyRequest.Client;
import io.heddle.request.ProxyRequest.RequestBody;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import io.heddle.wire.ByteReader;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/// Validated HTTP request other than CONNECT: two parsers cannot interpret it differently.
///
/// @param host authority in `Host`
/// @param body the whole body if it has arrived with the head
/// @param maxForwards value of `Max-Forwards`, for the two methods to which it applies
record HttpMessage(
    RequestHead head,
    RequestTarget target,
    Optional<Authority> host,
    RequestBody body,
    Optional<Integer> maxForwards) {

  /// Validates a request head, and reads the body if it has arrived with the head.
  ///
  /// @throws RefusedException if the body has a transfer coding other than chunked
  /// @throws MalformedException if the target, `Host`, body length or `Max-Forwards` is invalid
  static HttpMessage of(RequestHead head, ByteReader in, AuthorityCache authorities)
      throws IOException, MalformedException, RefusedException {
    try {
      return new HttpMessage(
          head,
          RequestTarget.parse(head.method(), httpTarget(head), authorities),
          RequestTarget.hostAuthority(head, authorities),
          body(BodyLength.of(head), in),
          maxForwards(head));
    } catch (UnknownTransferCodingException e) {
      throw new RefusedException(Reason.COMMAND_NOT_SUPPORTED, e.getMessage());
    }
  }

  /// The request target, with `ws` as `http`: some clients of WebSocket send the URL that they were
  /// given instead of that of the request for the upgrade (RFC 6455 §3 and §4.1).
  private static String httpTarget(RequestHead head) {
    String target = head.target();
    return target.regionMatches(true, 0, "ws://", 0, 5)
            && head.fields().hasMember("Connection", "upgrade")
            && head.fields().hasMember("Upgrade", "websocket")
        ? "http" + target.substring(2)
        : target;
  }

  /// Value of `Max-Forwards` (RFC 9110 §7.6.2), which applies to TRACE and OPTIONS only.
  private static Optional<Integer> maxForwards(RequestHead head) throws MalformedException {
    List<String> values = head.fields().values("Max-Forwards");
    boolean applies = head.method().equals("TRACE") || head.method().equals("OPTIONS");
    if (values.isEmpty() || !applies) {
      return Optional.empty();
    }
    String value = values.getFirst();
    if (values.size() > 1 || !isCount(value)) {
      throw new MalformedException("Max-Forwards is not a number");
    }
    return Optional.of(Integer.valueOf(value));
  }

  private static boolean isCount(String value) {
    return !value.isEmpty()
        && value.length() <= 9
        && value.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /// A body that has arrived with the head is at most as long as the read buffer.
  private static RequestBody body(BodyLength length, ByteReader in) throws IOException {
    if (length instanceof BodyLength.NoBody) {
      return RequestBody.EMPTY;
    }
    return length instanceof BodyLength.ContentLength(long bytes) && bytes <= in.buffered()
        ? new RequestBody.Buffered(ByteBuffer.wrap(in.bytes((int) bytes)))
        : new RequestBody.Streamed(length);
  }

  /// Parses the target of CONNECT.
  static Endpoint authority(String target) throws MalformedException {
    try {
      return Endpoint.parse(target);
    } catch (IllegalArgumentException e) {
      throw new MalformedException(
          "the target of CONNECT must be HOST:PORT; " + AuthorityError.message(target, e));
    }
  }

  /// Persistence of the connection if the request is answered without reading more of its body.
  Persistence persistence() {
    return body instanceof RequestBody.Buffered ? Persistence.of(head) : Persistence.CLOSE;
  }

  /// Whether the proxy must answer the request itself: `Max-Forwards` is 0, or the target is `*`,
  /// the server as a whole. A transparent proxy forwards `*`, since the client did not address it.
  boolean isForProxyItself(InterceptionMode mode) {
    return maxForwards.equals(Optional.of(0))
        || (target instanceof AsteriskForm && mode == InterceptionMode.EXPLICIT);
  }

  /// The request as one that the proxy answers itself.
  LocalRequest localRequest(Client client) {
    Optional<Authority> authority =
        target instanceof AbsoluteForm absolute ? Optional.of(absolute.authority()) : host;
    String text =
        head.method() + " " + PrintableText.word(target.withoutQuery(), Integer.MAX_VALUE);
    return new LocalRequest(
        client,
        head.method(),
        authority.map(known -> known.endpoint().toString()).orElse(""),
        target instanceof AbsoluteForm absolute ? absolute.path() : target.withoutQuery(),
        text);
  }

  /// URI of a request that is to be forwarded.
  ///
  /// @throws RefusedException if the scheme is not http, or the request is meant for a web server and
  ///     the proxy is not transparent
  AbsoluteForm targetUri(InterceptionMode mode) throws RefusedException, MalformedException {
    if (target instanceof AbsoluteForm absolute) {
      return absolute;
    }
    if (target instanceof UnsupportedScheme(String scheme)) {
      throw new RefusedException(
          Reason.COMMAND_NOT_SUPPORTED,
          "requests for " + scheme + " are not forwarded, only for http; others use CONNECT");
    }
    return target instanceof OriginForm(String path, String query)
        ? new AbsoluteForm(destination(mode), path, query)
        : new AbsoluteForm(destination(mode), "", "");
  }

  private Authority destination(InterceptionMode mode) throws RefusedException, MalformedException {
    return switch (mode) {
      case TRANSPARENT ->
          host.orElseThrow(() -> new MalformedException("no Host, which names the destination"));
      case EXPLICIT ->
          throw new RefusedException(
              Reason.MALFORMED,
              "this is a proxy, not a web server: give this address to a client as its proxy");
    };
  }
}
