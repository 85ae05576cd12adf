package io.heddle.forward;

import io.heddle.forward.BufferedSink.Framing;
import io.heddle.http1.BodyLength;
import io.heddle.http1.HopByHopFields;
import io.heddle.http1.HttpField;
import io.heddle.http1.HttpFields;
import io.heddle.http1.HttpVersion;
import io.heddle.http1.Persistence;
import io.heddle.http1.RequestHead;
import io.heddle.http1.ResponseHead;
import io.heddle.wire.MalformedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A response as the client gets it: pure.
///
/// End-to-end fields stay as they are and in their order; the framing is made to fit the client. A
/// body whose end only the stream shows is chunked for HTTP/1.1 clients, so that their connection
/// stays, and a body cut short cannot look complete.
///
/// @param framing of the body
/// @param persistence what becomes of the client's connection, as the head says
record ForwardedResponse(ResponseHead head, Framing framing, Persistence persistence) {

  /// A final response.
  ///
  /// @param length how the response delimits its body
  /// @param wanted what is to become of the client's connection if the framing permits
  static ForwardedResponse of(
      ResponseHead response, BodyLength length, RequestHead request, Persistence wanted)
      throws MalformedException {
    boolean delimited = length instanceof BodyLength.NoBody || length instanceof BodyLength.Fixed;
    boolean old = request.version() == HttpVersion.HTTP_1_0;
    Framing framing = delimited || old ? Framing.PLAIN : Framing.CHUNKED;
    Persistence persistence = delimited || !old ? wanted : Persistence.CLOSE;

    List<HttpField> fields = endToEnd(response, framing);
    if (framing == Framing.CHUNKED) {
      fields.add(new HttpField("Transfer-Encoding", "chunked"));
    }
    declaredLength(response, length)
        .ifPresent(bytes -> fields.add(new HttpField("Content-Length", Long.toString(bytes))));
    addConnection(response, persistence, old, fields);
    return new ForwardedResponse(withFields(response, fields), framing, persistence);
  }

  /// A response before the final one (RFC 9110 §15.2).
  static ResponseHead interim(ResponseHead response) {
    return withFields(response, endToEnd(response, Framing.PLAIN));
  }

  /// The response after which the connection speaks another protocol (RFC 9110 §15.2.2).
  static ResponseHead switching(ResponseHead response) {
    List<HttpField> fields = endToEnd(response, Framing.PLAIN);
    fields.add(
        new HttpField("Upgrade", String.join(", ", response.fields().listMembers("Upgrade"))));
    fields.add(new HttpField("Connection", "Upgrade"));
    return withFields(response, fields);
  }

  private static List<HttpField> endToEnd(ResponseHead response, Framing framing) {
    List<HttpField> fields = new ArrayList<>(response.fields().lines().size() + 2);
    HopByHopFields hopByHop = HopByHopFields.of(response.fields());
    for (HttpField field : response.fields().lines()) {
      if (!hopByHop.contains(field)
          && !field.hasName("Content-Length")
          && (framing == Framing.CHUNKED || !field.hasName("Trailer"))) {
        fields.add(field);
      }
    }
    return fields;
  }

  /// What Content-Length says: the length of the body, or of the one that GET would have had.
  private static Optional<Long> declaredLength(ResponseHead response, BodyLength length)
      throws MalformedException {
    if (length instanceof BodyLength.Fixed(long bytes)) {
      return Optional.of(bytes);
    }
    boolean mayDeclare = length instanceof BodyLength.NoBody && mayDeclare(response);
    return mayDeclare
        ? BodyLength.contentLength(response.fields()).map(BodyLength.Fixed::bytes)
        : Optional.empty();
  }

  /// RFC 9110 §8.6.
  private static boolean mayDeclare(ResponseHead response) {
    return response.status() != 204;
  }

  private static void addConnection(
      ResponseHead response, Persistence persistence, boolean old, List<HttpField> fields) {
    List<String> options = new ArrayList<>(2);
    if (persistence == Persistence.CLOSE) {
      options.add(Persistence.CLOSE.connectionOption());
    } else if (old) {
      options.add(Persistence.KEEP_ALIVE.connectionOption());
    }
    // Without its list of protocols, 426 Upgrade Required says nothing.
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
}
