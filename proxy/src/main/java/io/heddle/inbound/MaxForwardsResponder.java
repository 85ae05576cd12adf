package io.heddle.inbound;

import io.heddle.http1.HttpField;
import io.heddle.http1.HttpFields;
import io.heddle.http1.HttpVersion;
import io.heddle.http1.Persistence;
import io.heddle.http1.RequestHead;
import io.heddle.http1.ResponseHead;
import io.heddle.wire.ByteWriter;
import java.util.List;

/// Answers the two methods that ask about the way to an origin, where the way ends at us: OPTIONS
/// with nothing, TRACE with the request as it came (RFC 9110 §9.3.7 and §9.3.8).
final class MaxForwardsResponder {
  /// Of every answer.
  static final int STATUS = 200;

  /// A trace may be shown to people who should not see these.
  private static final List<String> SECRETS =
      List.of("Authorization", "Proxy-Authorization", "Cookie");

  private MaxForwardsResponder() {}

  /// The response to `request`.
  ///
  /// @param then what becomes of the connection
  static ByteWriter respond(RequestHead request, Persistence then) {
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
            .with("Connection", then.connectionOption());
    ByteWriter out = new ByteWriter(1024);
    new ResponseHead(HttpVersion.HTTP_1_1, STATUS, "OK", fields).write(out);
    return out.bytes(content);
  }

  private static RequestHead withoutSecrets(RequestHead request) {
    List<HttpField> shown =
        request.fields().lines().stream()
            .filter(field -> SECRETS.stream().noneMatch(field::hasName))
            .toList();
    return new RequestHead(
        request.method(), request.target(), request.version(), new HttpFields(shown));
  }
}
