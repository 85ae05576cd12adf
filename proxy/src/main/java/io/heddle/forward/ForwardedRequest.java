package io.heddle.forward;

import io.heddle.http1.BodyLength;
import io.heddle.http1.HopByHopFields;
import io.heddle.http1.HttpField;
import io.heddle.http1.HttpFields;
import io.heddle.http1.HttpVersion;
import io.heddle.http1.RequestHead;
import io.heddle.request.ProxyRequest.Forward;
import io.heddle.request.RequestBody;
import io.heddle.request.RequestTargetForm;
import java.util.ArrayList;
import java.util.List;

/// A client's request as the next hop gets it: pure.
///
/// End-to-end fields stay as they are and in their order. `Host` and the framing are written anew
/// from what was understood; nothing else is added.
final class ForwardedRequest {
  private ForwardedRequest() {}

  /// The head that is sent for `request`.
  static RequestHead head(Forward request, RequestTargetForm form) {
    RequestHead head = request.head();
    List<HttpField> fields = new ArrayList<>(head.fields().lines().size() + 2);
    fields.add(new HttpField("Host", request.uri().authority().text()));
    if (form instanceof RequestTargetForm.ToProxy(var extra)) {
      fields.addAll(extra.of(request).lines());
    }
    addEndToEnd(request, fields);
    addFraming(request, fields);
    addHopByHop(request, fields);
    String target =
        switch (form) {
          case RequestTargetForm.ToOrigin() -> request.uri().originForm(head.method());
          case RequestTargetForm.ToProxy _ -> request.uri().absoluteForm();
        };
    return new RequestHead(head.method(), target, HttpVersion.HTTP_1_1, new HttpFields(fields));
  }

  private static void addEndToEnd(Forward request, List<HttpField> fields) {
    HopByHopFields hopByHop = HopByHopFields.of(request.head().fields());
    boolean dropExpect = request.head().version() == HttpVersion.HTTP_1_0;
    boolean dropTrailer = !isChunked(request.body());
    boolean limited = isLimited(request.head());
    for (HttpField field : request.head().fields().lines()) {
      if (hopByHop.contains(field)
          || field.hasName("Host")
          || field.hasName("Content-Length")
          || (dropTrailer && field.hasName("Trailer"))
          || (dropExpect && field.hasName("Expect"))) {
        continue;
      }
      fields.add(
          limited && field.hasName("Max-Forwards")
              ? new HttpField(field.name(), Long.toString(Long.parseLong(field.value()) - 1))
              : field);
    }
  }

  /// Only for these two does the field count the hops (RFC 9110 §7.6.2).
  private static boolean isLimited(RequestHead head) {
    return head.method().equals("TRACE") || head.method().equals("OPTIONS");
  }

  private static void addFraming(Forward request, List<HttpField> fields) {
    switch (request.body()) {
      case RequestBody.Buffered(var bytes) -> {
        if (request.head().fields().has("Content-Length")) {
          fields.add(new HttpField("Content-Length", Integer.toString(bytes.remaining())));
        }
      }
      case RequestBody.Streamed(BodyLength.Fixed(long length)) ->
          fields.add(new HttpField("Content-Length", Long.toString(length)));
      case RequestBody.Streamed _ -> fields.add(new HttpField("Transfer-Encoding", "chunked"));
    }
  }

  /// What the client tells its next hop and we tell ours: that it takes trailers, since we pass
  /// them on, and which protocols it would change to.
  private static void addHopByHop(Forward request, List<HttpField> fields) {
    List<String> options = new ArrayList<>(2);
    if (request.head().version() == HttpVersion.HTTP_1_1
        && request.head().fields().hasMember("TE", "trailers")) {
      fields.add(new HttpField("TE", "trailers"));
      options.add("TE");
    }
    List<String> upgrades = upgrades(request);
    if (!upgrades.isEmpty()) {
      fields.add(new HttpField("Upgrade", String.join(", ", upgrades)));
      options.add("Upgrade");
    }
    if (!options.isEmpty()) {
      fields.add(new HttpField("Connection", String.join(", ", options)));
    }
  }

  /// The protocols to which the client would change, and that may be passed on (RFC 9110 §7.8): not
  /// while a body is still to come, and not HTTP/2, whose settings come in a field that ends here.
  static List<String> upgrades(Forward request) {
    HttpFields fields = request.head().fields();
    return request.head().version() == HttpVersion.HTTP_1_1
            && fields.hasMember("Connection", "upgrade")
            && request.body() instanceof RequestBody.Buffered
        ? fields.listMembers("Upgrade").stream()
            .filter(name -> !name.equalsIgnoreCase("h2c"))
            .toList()
        : List.of();
  }

  private static boolean isChunked(RequestBody body) {
    return body instanceof RequestBody.Streamed(BodyLength.Chunked());
  }
}
