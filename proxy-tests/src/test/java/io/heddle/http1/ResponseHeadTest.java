package io.heddle.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.heddle.http1.MessageHead.HttpVersion;
import io.heddle.support.Codec;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("codec")
class ResponseHeadTest {
  static final Codec<ResponseHead> CODEC =
      new Codec<>(in -> ResponseHead.read(in, 1 << 16), ResponseHead::write);

  static Stream<Arguments> rows() {
    return Stream.of(
        Arguments.of("HTTP/1.1 200 OK\r\n\r\n", head(200, "OK")),
        Arguments.of(
            "HTTP/1.1 200 Connection established\r\n\r\n", head(200, "Connection established")),
        Arguments.of("HTTP/1.1 204 \r\n\r\n", head(204, "")),
        Arguments.of("HTTP/1.1 100 Continue\r\n\r\n", head(100, "Continue")),
        Arguments.of("HTTP/1.1 999 \u00e9\tb \r\n\r\n", head(999, "\u00e9\tb ")),
        Arguments.of("HTTP/1.1 200  OK\r\n\r\n", head(200, " OK")),
        Arguments.of(
            "HTTP/1.1 407 No\r\nProxy-Authenticate: Basic realm=\"proxy\"\r\n\r\n",
            head(407, "No", "Proxy-Authenticate", "Basic realm=\"proxy\"")),
        Arguments.of(
            "HTTP/1.0 502 Bad Gateway\r\n\r\n",
            new ResponseHead(HttpVersion.HTTP_1_0, 502, "Bad Gateway", HttpFields.NONE)));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void isReadAndWritten(String text, ResponseHead head) {
    CODEC.assertBothWays(bytes(text), head);
  }

  static Stream<Arguments> otherSpellings() {
    return Stream.of(
        Arguments.of("HTTP/1.1 200\r\n\r\n", head(200, "")),
        Arguments.of("HTTP/1.2 200 OK\r\n\r\n", head(200, "OK")),
        Arguments.of("HTTP/1.1 200 OK\r\nx:y\r\n\r\n", head(200, "OK", "x", "y")));
  }

  @ParameterizedTest
  @MethodSource("otherSpellings")
  void isReadFromOtherEncodings(String text, ResponseHead head) {
    CODEC.assertReads(bytes(text), head);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\n",
        "HTTP/1.1 200 OK\rX: y\r\n",
        "HTTP/1.1 20\r\n",
        "HTTP/1.1 2000 OK\r\n",
        "HTTP/1.1 099 OK\r\n\r\n",
        "HTTP/1.1 000 OK\r\n\r\n",
        "HTTP/1.1 -10 OK\r\n\r\n",
        "HTTP/1.1 +20 OK\r\n\r\n",
        "HTTP/1.1 2x0 OK\r\n\r\n",
        "HTTP/1.1 \u00b2\u00b2\u00b2 OK\r\n\r\n",
        "HTTP/1.1  200 OK\r\n",
        "HTTP/1.1\t200 OK\r\n",
        "HTTP/1.1 200\tOK\r\n",
        "HTTP/1.1 200OK\r\n",
        "HTTP/2.0 200 OK\r\n",
        "HTTP/2 200 OK\r\n",
        "http/1.1 200 OK\r\n",
        "ICY 200 OK\r\n",
        "SSH-2.0-OpenSSH_9.9\r\n",
        " HTTP/1.1 200 OK\r\n",
        "HTTP/1.1 200 O\u0000K\r\n\r\n",
        "HTTP/1.1 200 \u001b[31m\r\n\r\n",
        "HTTP/1.1 200 OK\r\n folded\r\n",
        "HTTP/1.1 200 OK\r\nX : y\r\n",
        // RFC 9112 §2.2 allows a server to skip empty lines before a request, not a client before a
        // response.
        "\r\nHTTP/1.1 200 OK\r\n\r\n",
        "\r\n",
      })
  void isRefusedWhenMalformed(String text) {
    CODEC.assertMalformed(bytes(text));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 99, 1000})
  void aStatusHasThreeDigits(int status) {
    assertThrows(IllegalArgumentException.class, () -> head(status, "OK"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r\nX: y", "\0", "\u007f", "日本"})
  void aReasonIsPlainText(String reason) {
    assertThrows(IllegalArgumentException.class, () -> head(200, reason));
  }

  private static ResponseHead head(int status, String reason, String... fields) {
    return new ResponseHead(HttpVersion.HTTP_1_1, status, reason, HttpFields.of(fields));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
