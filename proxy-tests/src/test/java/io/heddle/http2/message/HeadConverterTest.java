package io.heddle.http2.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.heddle.http1.RequestHead;
import io.heddle.http1.ResponseHead;
import io.heddle.http2.frame.Header;
import io.heddle.http2.frame.HeaderList;
import io.heddle.wire.ByteWriter;
import io.heddle.wire.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("codec")
class HeadConverterTest {
  @Test
  void requestsOfHttp2AsThoseOfHttp1() throws Exception {
    assertEquals(
        "CONNECT a:1 HTTP/1.1|Host: a:1|x: y||", request(":method CONNECT, :authority a:1, x y"));
    assertEquals(
        "GET http://a/b?c HTTP/1.1|Host: a||",
        request(":method GET, :scheme http, :authority a, :path /b?c"));
    assertEquals(
        "GET http://a/ HTTP/1.1|Host: a||", request(":method GET, :scheme http, :path /, host a"));
    assertEquals(
        "GET https://a/ HTTP/1.1|Host: a||",
        request(":method GET, :scheme https, :authority a, :path /, host a"));
    assertEquals(
        "GET http://a/é HTTP/1.1|Host: a||",
        request(":method GET, :scheme http, :authority a, :path /é"));
    assertEquals(
        "OPTIONS http://a HTTP/1.1|Host: a||",
        request(":method OPTIONS, :scheme http, :authority a, :path *"));
    assertEquals(
        "GET / HTTP/1.1|te: trailers|cookie: a; b||",
        request(":method GET, :scheme http, :path /, cookie a, te trailers, cookie b"));
  }

  /// RFC 9113 §8.3.1: `host` may repeat `:authority`, in another spelling.
  @ParameterizedTest
  @ValueSource(
      strings = {
        ":method GET, :scheme http, :authority a, :path /, host A",
        ":method GET, :scheme http, :authority a:80, :path /, host a",
        ":method GET, :scheme https, :authority a, :path /, host a:443",
        ":method CONNECT, :authority a:1, host a:1",
        ":method CONNECT, :authority a:1, host a",
        ":method CONNECT, :authority [::1]:1, host [::1]",
        ":method GET, :scheme coap+tcp, :authority a, :path /"
      })
  void hostMayRepeatTheAuthority(String lines) throws Exception {
    assertEquals(
        list(lines).first(":authority"),
        RequestHeadConverter.toHttp1(list(lines)).fields().firstValue("Host"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ":method GET",
        ":method GET, :scheme http",
        ":method GET, :scheme http, :path b",
        ":method GET, :scheme http, :path *",
        ":method GET, :method GET, :scheme http, :path /",
        ":method GET, :scheme http, :path /, :status 200",
        ":method GET, :scheme http, x y, :path /",
        ":method CONNECT, :authority a:1, :path /",
        ":method CONNECT",
        ":method GET, :scheme http, :path /, X y",
        ":method GET, :scheme http, :path /, connection close",
        ":method GET, :scheme http, :path /, transfer-encoding chunked",
        ":method GET, :scheme http, :path /, te gzip",
        ":method GET, :scheme http, :path /, x a\nb",
        ":method GET, :scheme http, :path /, a:b c",
        ":method GET, :scheme http, :path /a HTTP/1.1\r\nX: y",
        ":method G T, :scheme http, :path /",
        ":method GET, :scheme ht tp, :authority a, :path /",
        ":method GET, :scheme http://b/?, :authority a, :path /",
        ":method GET, :scheme 1http, :authority a, :path /",
        ":method GET, :scheme , :authority a, :path /",
        ":method GET, :scheme hä, :authority a, :path /",
        ":method GET, :scheme http, :authority a, :path /, host b",
        ":method GET, :scheme http, :authority a, :path /, host a:443",
        ":method GET, :scheme http, :authority a, :path /, host ",
        ":method GET, :scheme http, :authority a, :path /, host a, host a",
        ":method GET, :scheme http, :path /, host a, host b",
        ":method GET, :scheme http, :path /, host b@a",
        ":method GET, :scheme http, :authority b@a, :path /",
        ":method GET, :scheme http, :authority a/b, :path /",
        ":method GET, :scheme http, :authority a?b, :path /",
        ":method GET, :scheme http, :authority a#b, :path /",
        ":method CONNECT, :authority a:1, host b",
        ":method CONNECT, :authority b@a:1"
      })
  void whatIsNoRequestIsMalformed(String lines) {
    assertThrows(MalformedException.class, () -> RequestHeadConverter.toHttp1(list(lines)));
  }

  @Test
  void responsesOfHttp2AsThoseOfHttp1() throws Exception {
    ResponseHead head = ResponseHeadConverter.toHttp1(list(":status 407, a b"));
    assertEquals("HTTP/1.1 407 |a: b||", text(head));
    assertEquals(list(":status 407, a b"), ResponseHeadConverter.toHttp2(head));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a b", ":status 20", ":status 1000", ":status 101", ":status 2x0"})
  void whatIsNoResponseIsMalformed(String lines) {
    assertThrows(MalformedException.class, () -> ResponseHeadConverter.toHttp1(list(lines)));
  }

  private static String request(String lines) throws MalformedException {
    RequestHead head = RequestHeadConverter.toHttp1(list(lines));
    ByteWriter out = new ByteWriter(64);
    head.write(out);
    return readable(out);
  }

  private static String text(ResponseHead head) {
    ByteWriter out = new ByteWriter(64);
    head.write(out);
    return readable(out);
  }

  private static String readable(ByteWriter out) {
    return new String(out.toByteArray(), StandardCharsets.ISO_8859_1).replace("\r\n", "|");
  }

  private static HeaderList list(String lines) {
    return new HeaderList(
        Arrays.stream(lines.split(", ", -1))
            .map(line -> line.split(" ", 2))
            .map(parts -> new Header(parts[0], parts[1]))
            .toList());
  }
}
