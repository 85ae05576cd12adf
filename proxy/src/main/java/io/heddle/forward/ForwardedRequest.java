package io.heddle.forward;

import io.heddle.http1.BodyLength;
import io.heddle.http1.HopByHopFields;
import io.heddle.http1.HttpFields;
import io.heddle.http1.HttpFields.HttpField;
import io.heddle.http1.MessageHead.HttpVersion;
import io.heddle.http1.RequestHead;
import io.heddle.http1.ViaField;
import io.heddle.request.ProxyRequest.Forward;
import io.heddle.request.ProxyRequest.RequestBody;
import io.heddle.request.RefusedException;
import io.heddle.upstream.RequestTargetForm;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Head of a client's request as it is sent to the next hop. No state.
///
/// End-to-end fields stay as they are and in their order. `Host` and the framing fields are written
/// anew from the parsed request. No other fields are added.
final class ForwardedRequest {
  private ForwardedRequest() {}

  /// The head to send for `request`. May wait for the credentials of the next proxy.
  ///
  /// @throws RefusedException if there are none
  /// @throws IOException if the thread was interrupted
  static RequestHead head(Forward request, RequestTargetForm form)
      throws RefusedException, IOException {
    RequestHead head = request.head();
    List<HttpField> fields = new ArrayList<>(head.fields().lines().size() + 2);
    fields.add(new HttpField("Host", request.uri().authority().text()));
    if (form instanceof RequestTargetForm.ToProxy(var proxy)) {
      fields.addAll(proxy.fields(request).lines());
    }
    addEndToEnd(request, fields);
    Optional<String> via = request.client().via();
    if (via.isPresent()) {
      fields.add(new HttpField(ViaField.NAME, via.get()));
    }
    addFraming(request, fields);
    addHopByHop(request, fields);
    String target =
        form instanceof RequestTargetForm.ToProxy
            ? request.uri().absoluteForm()
            : request.uri().originForm(head.method());
    return new RequestHead(head.method(), target, HttpVersion.HTTP_1_1, new HttpFields(fields));
  }

  private static void addEndToEnd(Forward request, List<HttpField> fields) {
    HopByHopFields hopByHop = HopByHopFields.of(request.head().fields());
    boolean dropExpect = request.head().version() == HttpVersion.HTTP_1_0;
    boolean dropTrailer = !isChunked(request.body());
    boolean countsHops = countsHops(request.head());
    for (HttpField field : request.head().fields().lines()) {
      if (hopByHop.contains(field)
          || field.hasName("Host")
          || field.hasName("Content-Length")
          || (dropTrailer && field.hasName("Trailer"))
          || (dropExpect && field.hasName("Expect"))) {
        continue;
      }
      fields.add(
          countsHops && field.hasName("Max-Forwards")
              ? new HttpField(field.name(), Long.toString(Long.parseLong(field.value()) - 1))
              : field);
    }
  }

  /// Whether `Max-Forwards` counts the hops, which it does for these two methods (RFC 9110 §7.6.2).
  private static boolean countsHops(RequestHead head) {
    return head.method().equals("TRACE") || head.method().equals("OPTIONS");
  }

  private static void addFraming(Forward request, List<HttpField> fields) {
    if (request.body() instanceof RequestBody.Buffered(var bytes)) {
      if (request.head().fields().has("Content-Length")) {
        fields.add(new HttpField("Content-Length", Integer.toString(bytes.remaining())));
      }
    } else if (request.body()
        instanceof RequestBody.Streamed(BodyLength.ContentLength(long length))) {
      fields.add(new HttpField("Content-Length", Long.toString(length)));
    } else {
      fields.add(new HttpField("Transfer-Encoding", "chunked"));
    }
  }

  /// Adds the hop-by-hop fields that the client sent and that hold for our next hop too: that
  /// trailers are accepted, since we pass them on, and the protocols to upgrade to.
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

  /// The protocols that the client asks to upgrade to and that are passed on (RFC 9110 §7.8). None
  /// are if the body has not come with the head. HTTP/2 is not, since the field with its settings is
  /// hop-by-hop.
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
