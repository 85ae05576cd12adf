package io.heddle.forward;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.address.Endpoint;
import io.heddle.http1.BodyLength;
import io.heddle.http1.HopByHopFields;
import io.heddle.http1.HttpFields;
import io.heddle.http1.HttpFields.HttpField;
import io.heddle.http1.MessageHead.HttpVersion;
import io.heddle.http1.MessageHead.Persistence;
import io.heddle.http1.RequestHead;
import io.heddle.http1.RequestTarget;
import io.heddle.http1.ResponseHead;
import io.heddle.request.ProxyRequest.Client;
import io.heddle.request.ProxyRequest.Client.ClientProtocol;
import io.heddle.request.ProxyRequest.Forward;
import io.heddle.request.ProxyRequest.RequestBody;
import io.heddle.request.RefusedException;
import io.heddle.support.ArbitraryHeads;
import io.heddle.upstream.RequestTargetForm;
import io.heddle.wire.MalformedException;
import java.io.IOException;
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
import net.jqwik.api.Tag;

/// Properties of forwarded heads: the head sent has one meaning, and adds nothing to the head
/// received.
@Tag("component")
class ForwardedMessageProperties {
  private static final List<String> OURS =
      List.of("Host", "Content-Length", "Transfer-Encoding", "Connection", "TE", "Upgrade");

  @Provide
  Arbitrary<HttpFields> fields() {
    Arbitrary<HttpField> telling =
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
            .as(HttpField::new);
    return Combinators.combine(ArbitraryHeads.fields(), telling.list().ofMaxSize(6))
        .as((some, more) -> {
          List<HttpField> lines = new ArrayList<>(some.lines());
          lines.addAll(more);
          return lines;
        })
        .flatMap(Arbitraries::shuffle)
        .map(HttpFields::new);
  }

  @Provide
  Arbitrary<RequestBody> bodies() {
    return Arbitraries.of(
        RequestBody.EMPTY,
        new RequestBody.Streamed(new BodyLength.ContentLength(7)),
        new RequestBody.Streamed(BodyLength.CHUNKED));
  }

  @Property
  void aRequestHasOneHostAndOneFraming(
      @ForAll("fields") HttpFields fields,
      @ForAll HttpVersion version,
      @ForAll("bodies") RequestBody body)
      throws MalformedException {
    RequestHead sent = sent(fields, version, body);
    assertEquals(List.of("a.example:81"), sent.fields().values("Host"));
    BodyLength expected =
        switch (body) {
          case RequestBody.Buffered _ ->
              fields.has("Content-Length") ? new BodyLength.ContentLength(0) : BodyLength.NONE;
          case RequestBody.Streamed(var length) -> length;
        };
    assertEquals(expected, BodyLength.of(sent));
    assertEquals(HttpVersion.HTTP_1_1, sent.version());
  }

  @Property
  void aRequestGetsNothingThatTheClientDidNotSend(
      @ForAll("fields") HttpFields fields,
      @ForAll HttpVersion version,
      @ForAll("bodies") RequestBody body) {
    RequestHead sent = sent(fields, version, body);
    assertIsSubsequence(endToEnd(sent.fields()), fields.lines());
    for (HttpField field : endToEnd(sent.fields())) {
      assertFalse(HopByHopFields.of(fields).contains(field), field.toString());
    }
  }

  private static RequestHead sent(HttpFields fields, HttpVersion version, RequestBody body) {
    RequestHead head = new RequestHead("GET", "http://a.example:81/", version, fields);
    var authority = new RequestTarget.Authority(Endpoint.parse("a.example:81"), "a.example:81");
    Client client = new Client("test", Endpoint.UNSPECIFIED, ClientProtocol.HTTP, Optional.empty());
    var uri = new RequestTarget.AbsoluteForm(authority, "/", "");
    try {
      return ForwardedRequest.head(new Forward(client, uri, head, body), RequestTargetForm.ORIGIN);
    } catch (RefusedException | IOException e) {
      throw new AssertionError("an origin needs no credentials", e);
    }
  }

  @Property
  void aResponseHasOneFraming(
      @ForAll("responses") ResponseHead response,
      @ForAll("methods") String method,
      @ForAll HttpVersion version,
      @ForAll Persistence wanted) {
    RequestHead request = new RequestHead(method, "/", version, HttpFields.NONE);
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
    boolean keeps = Persistence.of(sent.head()) == Persistence.KEEP_ALIVE;
    assertEquals(sent.persistence() == Persistence.KEEP_ALIVE, keeps);
    assertTrue(wanted == Persistence.KEEP_ALIVE || !keeps);
  }

  private static void assertSameMeaning(ForwardedResponse sent, BodyLength length, String method) {
    try {
      BodyLength understood = BodyLength.of(sent.head(), method);
      switch (length) {
        case BodyLength.NoBody _, BodyLength.ContentLength _ -> assertEquals(length, understood);
        case BodyLength.Chunked _, BodyLength.CloseDelimited _ ->
            assertEquals(
                sent.framing() == BufferedSink.BodyFraming.CHUNKED
                    ? BodyLength.CHUNKED
                    : BodyLength.CLOSE_DELIMITED,
                understood);
      }
      assertFalse(
          understood.equals(BodyLength.CLOSE_DELIMITED)
              && sent.persistence() == Persistence.KEEP_ALIVE);
    } catch (MalformedException e) {
      throw new AssertionError(e);
    }
  }

  @Provide
  Arbitrary<ResponseHead> responses() {
    return Combinators.combine(
            Arbitraries.of(HttpVersion.class),
            Arbitraries.of(200, 204, 206, 304, 404, 426, 500),
            fields())
        .as((version, status, fields) -> new ResponseHead(version, status, "x", fields));
  }

  @Provide
  Arbitrary<String> methods() {
    return Arbitraries.of("GET", "HEAD", "POST");
  }

  private static List<HttpField> endToEnd(HttpFields fields) {
    return fields.lines().stream()
        .filter(field -> OURS.stream().noneMatch(field::hasName))
        .toList();
  }

  private static void assertIsSubsequence(List<HttpField> part, List<HttpField> whole) {
    int found = 0;
    for (HttpField field : whole) {
      if (found < part.size() && part.get(found).equals(field)) {
        found++;
      }
    }
    assertEquals(part.size(), found, () -> part + " in " + whole);
  }
}
