package io.heddle.forward;

import io.heddle.http1.BodyLength;
import io.heddle.http1.Field;
import io.heddle.http1.Fields;
import io.heddle.http1.HopByHop;
import io.heddle.http1.RequestHead;
import io.heddle.http1.Version;
import io.heddle.request.ProxyRequest.Forward;
import io.heddle.request.RequestBody;
import io.heddle.upstream.RequestTargetForm;
import java.util.ArrayList;
import java.util.List;

/// Head of a client's request as it is sent to the next hop: pure.
///
/// End-to-end fields stay as they are and in their order. `Host` and the framing fields are written
/// anew from the parsed request. No other fields are added.
final class ForwardedRequest {
  private ForwardedRequest() {}

  /// The head to send for `request`.
  static RequestHead head(Forward request, RequestTargetForm form) {
    RequestHead head = request.head();
    List<Field> fields = new ArrayList<>(head.fields().lines().size() + 2);
    fields.add(new Field("Host", request.uri().authority().text()));
    if (form instanceof RequestTargetForm.AbsoluteForm(var extra)) {
      fields.addAll(extra.of(request).lines());
    }
    addEndToEnd(request, fields);
    addFraming(request, fields);
    addHopByHop(request, fields);
    String target =
        switch (form) {
          case RequestTargetForm.OriginForm() -> request.uri().originForm(head.method());
          case RequestTargetForm.AbsoluteForm _ -> request.uri().absoluteForm();
        };
    return new RequestHead(head.method(), target, Version.HTTP_1_1, new Fields(fields));
  }

  private static void addEndToEnd(Forward request, List<Field> fields) {
    HopByHop hopByHop = HopByHop.of(request.head().fields());
    boolean dropExpect = request.head().version() == Version.HTTP_1_0;
    boolean dropTrailer = !isChunked(request.body());
    boolean countsHops = countsHops(request.head());
    for (Field field : request.head().fields().lines()) {
      if (hopByHop.includes(field)
          || field.is("Host")
          || field.is("Content-Length")
          || (dropTrailer && field.is("Trailer"))
          || (dropExpect && field.is("Expect"))) {
        continue;
      }
      fields.add(
          countsHops && field.is("Max-Forwards")
              ? new Field(field.name(), Long.toString(Long.parseLong(field.value()) - 1))
              : field);
    }
  }

  /// Whether `Max-Forwards` counts the hops, which it does for these two methods (RFC 9110 §7.6.2).
  private static boolean countsHops(RequestHead head) {
    return head.method().equals("TRACE") || head.method().equals("OPTIONS");
  }

  private static void addFraming(Forward request, List<Field> fields) {
    switch (request.body()) {
      case RequestBody.Whole(var bytes) -> {
        if (request.head().fields().has("Content-Length")) {
          fields.add(new Field("Content-Length", Integer.toString(bytes.remaining())));
        }
      }
      case RequestBody.Streamed(BodyLength.Exactly(long length)) ->
          fields.add(new Field("Content-Length", Long.toString(length)));
      case RequestBody.Streamed _ -> fields.add(new Field("Transfer-Encoding", "chunked"));
    }
  }

  /// Adds the hop-by-hop fields that the client sent and that hold for our next hop too: that
  /// trailers are accepted, since we pass them on, and the protocols to upgrade to.
  private static void addHopByHop(Forward request, List<Field> fields) {
    List<String> options = new ArrayList<>(2);
    if (request.head().version() == Version.HTTP_1_1
        && request.head().fields().lists("TE", "trailers")) {
      fields.add(new Field("TE", "trailers"));
      options.add("TE");
    }
    List<String> upgrades = upgrades(request);
    if (!upgrades.isEmpty()) {
      fields.add(new Field("Upgrade", String.join(", ", upgrades)));
      options.add("Upgrade");
    }
    if (!options.isEmpty()) {
      fields.add(new Field("Connection", String.join(", ", options)));
    }
  }

  /// The protocols that the client asks to upgrade to and that are passed on (RFC 9110 §7.8). None
  /// are if the body has not come with the head. HTTP/2 is not, since the field with its settings is
  /// hop-by-hop.
  static List<String> upgrades(Forward request) {
    Fields fields = request.head().fields();
    return request.head().version() == Version.HTTP_1_1
            && fields.lists("Connection", "upgrade")
            && request.body() instanceof RequestBody.Whole
        ? fields.members("Upgrade").stream().filter(name -> !name.equalsIgnoreCase("h2c")).toList()
        : List.of();
  }

  private static boolean isChunked(RequestBody body) {
    return body instanceof RequestBody.Streamed(BodyLength.Chunked());
  }
}
