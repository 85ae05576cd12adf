package io.heddle.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.address.Endpoint;
import io.heddle.http1.BodyLength;
import io.heddle.http1.Field;
import io.heddle.http1.Fields;
import io.heddle.http1.HopByHop;
import io.heddle.http1.Persistence;
import io.heddle.http1.RequestHead;
import io.heddle.http1.RequestTarget;
import io.heddle.http1.ResponseHead;
import io.heddle.http1.Version;
import io.heddle.request.Client;
import io.heddle.request.ClientProtocol;
import io.heddle.request.ProxyRequest.Forward;
import io.heddle.request.RequestBody;
import io.heddle.support.Heads;
import io.heddle.upstream.RequestTargetForm;
import io.heddle.wire.MalformedException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// Properties of forwarded heads: the head sent has one meaning, and adds nothing to the head
/// received.
class ForwardedMessageProperties {
  private static final List<String> OURS =
      List.of("Host", "Content-Length", "Transfer-Encoding", "Connection", "TE", "Upgrade");

  @Provide
  Arbitrary<Fields> fields() {
    Arbitrary<Field> telling =
        Combinators.combine(
                Arbitraries.of(
                    "Connection",
                    "TE",
                    "Transfer-Encoding",
                    "Content-Length",
                    "Keep-Alive",
                    "Upgrade",
                    "Trailer",
                    "Expect",
                    "Proxy-Connection",
                    "Proxy-X",
                    "Host",
                    "X"),
                Arbitraries.of(
                    "close",
                    "keep-alive",
                    "upgrade, x",
                    "X",
                    "trailers",
                    "chunked",
                    "5",
                    "6",
                    "websocket",
                    "h2c",
                    "Host, TE",
                    "100-continue",
                    ""))
            .as(Field::new);
    return Combinators.combine(Heads.fields(), telling.list().ofMaxSize(6))
        .as((some, more) -> {
          List<Field> lines = new ArrayList<>(some.lines());
          lines.addAll(more);
          return lines;
        })
        .flatMap(Arbitraries::shuffle)
        .map(Fields::new);
  }

  @Provide
  Arbitrary<RequestBody> bodies() {
    return Arbitraries.of(
        RequestBody.EMPTY,
        new RequestBody.Streamed(new BodyLength.Exactly(7)),
        new RequestBody.Streamed(BodyLength.CHUNKED));
  }

  @Property
  void aRequestHasOneHostAndOneFraming(
      @ForAll("fields") Fields fields, @ForAll Version version, @ForAll("bodies") RequestBody body)
      throws MalformedException {
    RequestHead sent = sent(fields, version, body);
    assertEquals(List.of("a.example:81"), sent.fields().values("Host"));
    BodyLength expected =
        switch (body) {
          case RequestBody.Whole _ ->
              fields.has("Content-Length") ? new BodyLength.Exactly(0) : BodyLength.NONE;
          case RequestBody.Streamed(var length) -> length;
        };
    assertEquals(expected, BodyLength.of(sent));
    assertEquals(Version.HTTP_1_1, sent.version());
  }

  @Property
  void aRequestGetsNothingThatTheClientDidNotSend(
      @ForAll("fields") Fields fields,
      @ForAll Version version,
      @ForAll("bodies") RequestBody body) {
    RequestHead sent = sent(fields, version, body);
    assertIsSubsequence(endToEnd(sent.fields()), fields.lines());
    for (Field field : endToEnd(sent.fields())) {
      assertFalse(HopByHop.of(fields).includes(field), field.toString());
    }
  }

  private static RequestHead sent(Fields fields, Version version, RequestBody body) {
    RequestHead head = new RequestHead("GET", "http://a.example:81/", version, fields);
    var authority = new RequestTarget.Authority(Endpoint.parse("a.example:81"), "a.example:81");
    Client client = new Client("test", Endpoint.UNSPECIFIED, ClientProtocol.HTTP, Optional.empty());
    var uri = new RequestTarget.Absolute(authority, "/", "");
    return ForwardedRequest.head(new Forward(client, uri, head, body), RequestTargetForm.ORIGIN);
  }

  @Property
  void aResponseHasOneFraming(
      @ForAll("responses") ResponseHead response,
      @ForAll("methods") String method,
      @ForAll Version version,
      @ForAll Persistence wanted) {
    RequestHead request = new RequestHead(method, "/", version, Fields.NONE);
    ForwardedResponse sent;
    BodyLength length;
    try {
      length = BodyLength.of(response, method);
      sent = ForwardedResponse.of(response, length, request, wanted);
    } catch (MalformedException e) {
      Assume.that(false);
      return;
    }
    assertSameMeaning(sent, length, method);
    assertIsSubsequence(endToEnd(sent.head().fields()), response.fields().lines());
    boolean keeps = Persistence.of(sent.head()) == Persistence.KEEP;
    assertEquals(sent.persistence() == Persistence.KEEP, keeps);
    assertTrue(wanted == Persistence.KEEP || !keeps);
  }

  private static void assertSameMeaning(ForwardedResponse sent, BodyLength length, String method) {
    try {
      BodyLength understood = BodyLength.of(sent.head(), method);
      switch (length) {
        case BodyLength.None _, BodyLength.Exactly _ -> assertEquals(length, understood);
        case BodyLength.Chunked _, BodyLength.UntilClose _ ->
            assertEquals(
                sent.framing() == BufferedSink.BodyFraming.CHUNKED
                    ? BodyLength.CHUNKED
                    : BodyLength.UNTIL_CLOSE,
                understood);
      }
      assertFalse(
          understood.equals(BodyLength.UNTIL_CLOSE) && sent.persistence() == Persistence.KEEP);
    } catch (MalformedException e) {
      throw new AssertionError(e);
    }
  }

  @Provide
  Arbitrary<ResponseHead> responses() {
    return Combinators.combine(
            Arbitraries.of(Version.class),
            Arbitraries.of(200, 204, 206, 304, 404, 426, 500),
            fields())
        .as((version, status, fields) -> new ResponseHead(version, status, "x", fields));
  }

  @Provide
  Arbitrary<String> methods() {
    return Arbitraries.of("GET", "HEAD", "POST");
  }

  private static List<Field> endToEnd(Fields fields) {
    return fields.lines().stream().filter(field -> OURS.stream().noneMatch(field::is)).toList();
  }

  private static void assertIsSubsequence(List<Field> part, List<Field> whole) {
    int found = 0;
    for (Field field : whole) {
      if (found < part.size() && part.get(found).equals(field)) {
        found++;
      }
    }
    assertEquals(part.size(), found, () -> part + " in " + whole);
  }
}
