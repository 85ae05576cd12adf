package io.heddle.forward;

import io.heddle.forward.BufferedSink.BodyFraming;
import io.heddle.http1.BodyLength;
import io.heddle.http1.ConnectionAuthentication;
import io.heddle.http1.HopByHopFields;
import io.heddle.http1.HttpFields;
import io.heddle.http1.HttpFields.HttpField;
import io.heddle.http1.KeepAliveField;
import io.heddle.http1.MessageHead.HttpVersion;
import io.heddle.http1.MessageHead.Persistence;
import io.heddle.http1.RequestHead;
import io.heddle.http1.ResponseHead;
import io.heddle.upstream.UpstreamConnection.ReuseScope;
import io.heddle.wire.MalformedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Response head as it is sent to the client, and how to send the body. No I/O, no state.
///
/// End-to-end fields stay as they are and in their order. The framing depends on the client: a body
/// without a length is chunked for HTTP/1.1 clients, so that their connection persists and a
/// truncated body does not look complete.
///
/// @param framing of the body
/// @param persistence of the client's connection, as `head` says
record ForwardedResponse(ResponseHead head, BodyFraming framing, Persistence persistence) {

  /// The head of a final response.
  ///
  /// @param length delimitation of the body by `response`
  /// @param wanted persistence of the client's connection if the framing permits it
  static ForwardedResponse of(
      ResponseHead response, BodyLength length, RequestHead request, Persistence wanted)
      throws MalformedException {
    boolean delimited =
        length instanceof BodyLength.NoBody || length instanceof BodyLength.ContentLength;
    boolean http10 = request.version() == HttpVersion.HTTP_1_0;
    BodyFraming framing = delimited || http10 ? BodyFraming.IDENTITY : BodyFraming.CHUNKED;
    Persistence persistence = delimited || !http10 ? wanted : Persistence.CLOSE;

    List<HttpField> fields = endToEnd(response, framing);
    if (framing == BodyFraming.CHUNKED) {
      fields.add(new HttpField("Transfer-Encoding", "chunked"));
    }
    declaredLength(response, length)
        .ifPresent(bytes -> fields.add(new HttpField("Content-Length", Long.toString(bytes))));
    addConnection(response, persistence, http10, fields);
    return new ForwardedResponse(withFields(response, fields), framing, persistence);
  }

  /// The head of an interim response (RFC 9110 §15.2).
  static ResponseHead interim(ResponseHead response) {
    return withFields(response, endToEnd(response, BodyFraming.IDENTITY));
  }

  /// The head of a response after which the connection carries another protocol (RFC 9110 §15.2.2).
  static ResponseHead switching(ResponseHead response) {
    List<HttpField> fields = endToEnd(response, BodyFraming.IDENTITY);
    fields.add(
        new HttpField("Upgrade", String.join(", ", response.fields().listMembers("Upgrade"))));
    fields.add(new HttpField("Connection", "Upgrade"));
    return withFields(response, fields);
  }

  private static List<HttpField> endToEnd(ResponseHead response, BodyFraming framing) {
    List<HttpField> fields = new ArrayList<>(response.fields().lines().size() + 2);
    HopByHopFields hopByHop = HopByHopFields.of(response.fields());
    for (HttpField field : response.fields().lines()) {
      if (!hopByHop.contains(field)
          && !field.hasName("Content-Length")
          && (framing == BodyFraming.CHUNKED || !field.hasName("Trailer"))) {
        fields.add(field);
      }
    }
    return fields;
  }

  /// The value of Content-Length: the length of the body, or of the body that GET would have had.
  private static Optional<Long> declaredLength(ResponseHead response, BodyLength length)
      throws MalformedException {
    if (length instanceof BodyLength.ContentLength(long bytes)) {
      return Optional.of(bytes);
    }
    boolean mayDeclare = length instanceof BodyLength.NoBody && mayDeclare(response);
    return mayDeclare
        ? BodyLength.contentLength(response.fields()).map(BodyLength.ContentLength::bytes)
        : Optional.empty();
  }

  /// Whether Content-Length is allowed in a response without a body (RFC 9110 §8.6).
  private static boolean mayDeclare(ResponseHead response) {
    return response.status() != 204;
  }

  private static void addConnection(
      ResponseHead response, Persistence persistence, boolean http10, List<HttpField> fields) {
    List<String> options = new ArrayList<>(2);
    if (persistence == Persistence.CLOSE) {
      options.add(Persistence.CLOSE.connectionOption());
    } else if (http10) {
      options.add(Persistence.KEEP_ALIVE.connectionOption());
    }
    // 426 Upgrade Required means nothing without its list of protocols.
    if (response.status() == 426 && response.fields().has("Upgrade")) {
      fields.add(
          new HttpField("Upgrade", String.join(", ", response.fields().listMembers("Upgrade"))));
      options.add("Upgrade");
    }
    if (!options.isEmpty()) {
      fields.add(new HttpField("Connection", String.join(", ", options)));
    }
  }

  private static ResponseHead withFields(ResponseHead response, List<HttpField> fields) {
    return new ResponseHead(
        HttpVersion.HTTP_1_1, response.status(), response.reason(), new HttpFields(fields));
  }

  /// Possible reuse of an upstream connection after a response. No I/O, no state.
  ///
  /// @param keepAlive time that the peer keeps the connection, if it said so
  record ConnectionReuse(ReuseScope scope, Optional<Duration> keepAlive) {
    /// No reuse.
    static final ConnectionReuse NONE = new ConnectionReuse(ReuseScope.NONE, Optional.empty());

    /// The reuse after a complete request and a complete response.
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
}
