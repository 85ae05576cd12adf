package io.heddle.inbound;

import io.heddle.http1.HttpFields;
import io.heddle.http1.HttpFields.HttpField;
import io.heddle.http1.MessageHead.HttpVersion;
import io.heddle.http1.MessageHead.Persistence;
import io.heddle.http1.RequestHead;
import io.heddle.http1.ResponseHead;
import io.heddle.wire.ByteWriter;
import java.util.List;

/// Responder for OPTIONS and TRACE requests whose final recipient is the proxy: `Max-Forwards` is 0,
/// or the target is `*`. The response to OPTIONS is empty; the response to TRACE has the received
/// request (RFC 9110 §9.3.7 and §9.3.8).
final class MaxForwardsResponder {
  /// Status code of every response.
  static final int STATUS = 200;

  /// Fields left out of a TRACE response, which may be shown to people who must not see them.
  private static final List<String> SECRET_FIELDS =
      List.of("Authorization", "Proxy-Authorization", "Cookie");

  private MaxForwardsResponder() {}

  /// Encodes the response to `request`.
  ///
  /// @param persistence persistence of the connection, which the response announces
  static ByteWriter respond(RequestHead request, Persistence persistence) {
    ByteWriter trace = new ByteWriter(512);
    HttpFields fields = HttpFields.NONE;
    if (request.method().equals("TRACE")) {
      withoutSecrets(request).write(trace);
      fields = fields.with("Content-Type", "message/http");
    }
    byte[] content = trace.toByteArray();
    fields =
        fields
            .with("Content-Length", Integer.toString(content.length))
            .with("Connection", persistence.connectionOption());
    ByteWriter out = new ByteWriter(1024);
    new ResponseHead(HttpVersion.HTTP_1_1, STATUS, "OK", fields).write(out);
    return out.bytes(content);
  }

  private static RequestHead withoutSecrets(RequestHead request) {
    List<HttpField> shown =
        request.fields().lines().stream()
            .filter(field -> SECRET_FIELDS.stream().noneMatch(field::hasName))
            .toList();
    return new RequestHead(
        request.method(), request.target(), request.version(), new HttpFields(shown));
  }
}
