package io.heddle.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.http1.HttpFields.HeadLimits;
import io.heddle.http1.MessageHead.HttpVersion;
import io.heddle.support.ChunkedByteSource;
import io.heddle.support.Codec;
import io.heddle.support.ReadResult;
import io.heddle.wire.ByteReader;
import java.io.EOFException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("codec")
class RequestHeadTest {
  static final Codec<RequestHead> CODEC =
      new Codec<>(in -> RequestHead.read(in, 1 << 16), RequestHead::write);

  static Stream<Arguments> rows() {
    return Stream.of(
        Arguments.of(
            "CONNECT a.example:443 HTTP/1.1\r\nHost: a.example:443\r\n\r\n",
            head("CONNECT", "a.example:443", "Host", "a.example:443")),
        Arguments.of(
            "GET http://a.example/x?y=z HTTP/1.1\r\nHost: a.example\r\nAccept: */*\r\n\r\n",
            head("GET", "http://a.example/x?y=z", "Host", "a.example", "Accept", "*/*")),
        Arguments.of("OPTIONS * HTTP/1.1\r\n\r\n", head("OPTIONS", "*")),
        Arguments.of("get / HTTP/1.1\r\nX: \r\n\r\n", head("get", "/", "X", "")),
        Arguments.of(
            "GET / HTTP/1.1\r\nX: a\r\nx: b\r\nX: a\r\n\r\n",
            head("GET", "/", "X", "a", "x", "b", "X", "a")),
        Arguments.of(
            "!#$%&'*+-.^_`|~ /{}[]\"<>\\^`| HTTP/1.1\r\n!#$%&'*+-.^_`|~: :\r\n\r\n",
            head("!#$%&'*+-.^_`|~", "/{}[]\"<>\\^`|", "!#$%&'*+-.^_`|~", ":")),
        Arguments.of(
            "GET / HTTP/1.1\r\nX: a\tb  c\u0080\u00ff\u00a0\r\n\r\n",
            head("GET", "/", "X", "a\tb  c\u0080\u00ff\u00a0")),
        Arguments.of(
            "GET / HTTP/1.0\r\n\r\n",
            new RequestHead("GET", "/", HttpVersion.HTTP_1_0, HttpFields.NONE)));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void isReadAndWritten(String text, RequestHead head) {
    CODEC.assertBothWays(bytes(text), head);
  }

  static Stream<Arguments> otherSpellings() {
    return Stream.of(
        Arguments.of("\r\nGET / HTTP/1.1\r\n\r\n", head("GET", "/")),
        Arguments.of("\r\n\r\n\r\nGET / HTTP/1.1\r\n\r\n", head("GET", "/")),
        Arguments.of("GET / HTTP/1.1\r\nX:a\r\n\r\n", head("GET", "/", "X", "a")),
        Arguments.of("GET / HTTP/1.1\r\nX: \t a\t \r\n\r\n", head("GET", "/", "X", "a")),
        Arguments.of("GET / HTTP/1.1\r\nX:\r\n\r\n", head("GET", "/", "X", "")),
        Arguments.of("GET / HTTP/1.1\r\nX: \t \r\n\r\n", head("GET", "/", "X", "")),
        // RFC 9110 §2.5: a higher minor version is understood as the highest known.
        Arguments.of("GET / HTTP/1.9\r\n\r\n", head("GET", "/")));
  }

  @ParameterizedTest
  @MethodSource("otherSpellings")
  void isReadFromOtherEncodings(String text, RequestHead head) {
    CODEC.assertReads(bytes(text), head);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // Line ends.
        "GET / HTTP/1.1\n",
        "\nGET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\n\n",
        "GET / HTTP/1.1\r\nX: a\n",
        "GET / HTTP/1.1\r\nX: a\rY: b\r\n",
        "GET / HTTP/1.1\r\nX: a\r\r\n",
        "GET / HTTP/1.1\r\r\n",
        "\rGET / HTTP/1.1\r\n",
        // The request line.
        "GET\r\n",
        "GET /\r\n",
        " / HTTP/1.1\r\n\r\n",
        " GET / HTTP/1.1\r\n\r\n",
        "GET  / HTTP/1.1\r\n\r\n",
        "GET /  HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1 \r\n\r\n",
        "GET /a b HTTP/1.1\r\n\r\n",
        "GET  HTTP/1.1\r\n\r\n",
        "GET\t/\tHTTP/1.1\r\n\r\n",
        "GET\u000b/ HTTP/1.1\r\n\r\n",
        "GET /\u0000 HTTP/1.1\r\n\r\n",
        "GET /\u007f HTTP/1.1\r\n\r\n",
        "CONNECT \u00e9:80 HTTP/1.1\r\n\r\n",
        "GET /\u007f HTTP/1.1\r\n\r\n",
        "G\u00c9T / HTTP/1.1\r\n\r\n",
        "G(T / HTTP/1.1\r\n\r\n",
        "GET: / HTTP/1.1\r\n\r\n",
        " \r\n",
        // The version.
        "GET / http/1.1\r\n",
        "GET / HTTP/1\r\n",
        "GET / HTTP/1.\r\n",
        "GET / HTTP/1.10\r\n",
        "GET / HTTP/11.1\r\n",
        "GET / HTTP/1.a\r\n",
        "GET / HTTP/1.\u00b2\r\n",
        "GET / HTTP/0.9\r\n",
        "GET / HTTP/2.0\r\n",
        "GET / HTTP/3\r\n",
        "GET / HTTPS/1.1\r\n",
        "GET / ICY/1.1\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        // Fields.
        "GET / HTTP/1.1\r\nX: a\r\n b\r\n",
        "GET / HTTP/1.1\r\nX: a\r\n\tb\r\n",
        "GET / HTTP/1.1\r\n X: a\r\n",
        "GET / HTTP/1.1\r\nX : a\r\n",
        "GET / HTTP/1.1\r\nX\t: a\r\n",
        "GET / HTTP/1.1\r\n: a\r\n",
        "GET / HTTP/1.1\r\nX\r\n",
        "GET / HTTP/1.1\r\nX y: a\r\n",
        "GET / HTTP/1.1\r\nX\u0000: a\r\n",
        "GET / HTTP/1.1\r\nX\u00e9: a\r\n",
        "GET / HTTP/1.1\r\n\"X\": a\r\n",
        "GET / HTTP/1.1\r\nX: a\u0000b\r\n",
        "GET / HTTP/1.1\r\nX: \u0001\r\n",
        "GET / HTTP/1.1\r\nX: \u000ba\r\n",
        "GET / HTTP/1.1\r\nX: a\u000c\r\n",
        "GET / HTTP/1.1\r\nX: a\u001f\r\n",
        "GET / HTTP/1.1\r\nX: a\u000bb\r\n",
        "GET / HTTP/1.1\r\nX: a\u001b[31m\r\n",
        "GET / HTTP/1.1\r\nX: a\u007f\r\n",
      })
  void isRefusedWhenMalformed(String text) {
    CODEC.assertMalformed(bytes(text));
  }

  @Test
  void aRequestLineOverTheLimitIsDistinguishedFromFieldsOverIt() {
    String line = "GET /" + "a".repeat(100) + " HTTP/1.1\r\n";
    String field = "X: " + "b".repeat(100) + "\r\n";
    assertTooLarge(HeadTooLargeException.HeadPart.START_LINE, line.length() - 1, line);
    assertTooLarge(HeadTooLargeException.HeadPart.FIELDS, line.length(), line + "\r\n");
    assertTooLarge(HeadTooLargeException.HeadPart.FIELDS, line.length() + 1, line + "\r\n");
    int all = line.length() + field.length();
    assertTooLarge(HeadTooLargeException.HeadPart.FIELDS, all - 1, line + field + "\r\n");
    assertTooLarge(HeadTooLargeException.HeadPart.FIELDS, all + 1, line + field + "\r\n");
    assertInstanceOf(ReadResult.Read.class, limited(all + 2).read(bytes(line + field + "\r\n")));
  }

  @Test
  void emptyLinesBeforeTheRequestCountTowardsTheLimit() {
    assertTooLarge(HeadTooLargeException.HeadPart.START_LINE, 100, "\r\n".repeat(51));
    assertTooLarge(HeadTooLargeException.HeadPart.START_LINE, 0, "");
  }

  @Test
  void anEndlessLineIsRefusedAsSoonAsItIsTooLong() {
    assertEquals(new ReadResult.NeedMore<>(), limited(100).read(bytes("a".repeat(99))));
    assertTooLarge(HeadTooLargeException.HeadPart.START_LINE, 100, "a".repeat(100));
    String line = "GET / HTTP/1.1\r\n";
    assertEquals(new ReadResult.NeedMore<>(), limited(100).read(bytes(line + "a".repeat(83))));
    assertTooLarge(HeadTooLargeException.HeadPart.FIELDS, 100, line + "a".repeat(84));
  }

  @Test
  void manyFieldsAreReadByteByByteInLinearTime() {
    int count = HeadLimits.MAX_FIELDS;
    String text = "GET / HTTP/1.1\r\n" + ("a:" + "b".repeat(120) + "\r\n").repeat(count) + "\r\n";
    ReadResult.Read<?> read =
        assertInstanceOf(
            ReadResult.Read.class, CODEC.read(ChunkedByteSource.byteByByte(bytes(text))));
    RequestHead head = assertInstanceOf(RequestHead.class, read.message());
    assertEquals(count, head.fields().lines().size());
    CODEC.assertMalformed(bytes("GET / HTTP/1.1\r\n" + "a:\r\n".repeat(1 << 14)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "G T", "GET\r\n", "GÉT", "日本", "a:b"})
  void aMethodIsAToken(String method) {
    assertThrows(IllegalArgumentException.class, () -> head(method, "/"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "/ ", "/a b", "/\r\nX: y", "/日本", "\0", "/\u007f"})
  void aTargetIsVisible(String target) {
    assertThrows(IllegalArgumentException.class, () -> head("GET", target));
  }

  @Test
  void aHeadHasAtMost500Fields() throws Exception {
    String most = "GET / HTTP/1.1\r\n" + "a:\r\n".repeat(500);
    ByteReader in = new ByteReader(ChunkedByteSource.whole(bytes(most + "\r\n")));
    RequestHead head = RequestHead.read(in, 1 << 16);
    assertEquals(500, head.fields().lines().size());
    assertTooLarge(HeadTooLargeException.HeadPart.FIELDS, 1 << 16, most + "a:\r\n\r\n");
  }

  /// The head that a browser sends asks for no memory; others ask in proportion to what they take.
  @ParameterizedTest
  @CsvSource({"20, 60, 0, 0", "500, 100, 128, 256", "1, 30000, 48, 128"})
  void aLongHeadAsksForMemory(int fields, int length, int least, int most) throws Exception {
    AtomicInteger kibibytes = new AtomicInteger();
    HeadLimits limits =
        new HeadLimits(1 << 16, granted -> kibibytes.addAndGet((granted + 1023) / 1024));
    String text =
        "GET / HTTP/1.1\r\n" + ("a:" + "b".repeat(length) + "\r\n").repeat(fields) + "\r\n";
    RequestHead.read(new ByteReader(ChunkedByteSource.whole(bytes(text))), limits);
    assertTrue(kibibytes.get() >= least && kibibytes.get() <= most, kibibytes + " KiB");
  }

  /// The fields become objects when the head is complete, which shows who sends it.
  @Test
  void anUnfinishedHeadAsksForLessThanItsObjectsTake() throws Exception {
    AtomicInteger bytes = new AtomicInteger();
    HeadLimits limits = new HeadLimits(1 << 16, bytes::addAndGet);
    String text = "GET / HTTP/1.1\r\n" + "a:\r\n".repeat(500);
    ByteReader unfinished = new ByteReader(ChunkedByteSource.whole(bytes(text)));
    assertThrows(EOFException.class, () -> RequestHead.read(unfinished, limits));
    assertTrue(bytes.get() < 24 * 1024, bytes + " bytes");
    bytes.set(0);
    RequestHead.read(new ByteReader(ChunkedByteSource.whole(bytes(text + "\r\n"))), limits);
    assertTrue(bytes.get() > 40 * 1024, bytes + " bytes");
  }

  private static Codec<RequestHead> limited(int limit) {
    return new Codec<>(in -> RequestHead.read(in, limit), RequestHead::write);
  }

  private static void assertTooLarge(HeadTooLargeException.HeadPart part, int limit, String text) {
    ByteReader in = new ByteReader(ChunkedByteSource.whole(bytes(text)));
    HeadTooLargeException e =
        assertThrows(HeadTooLargeException.class, () -> RequestHead.read(in, limit));
    assertEquals(part, e.part());
  }

  private static RequestHead head(String method, String target, String... fields) {
    return new RequestHead(method, target, HttpVersion.HTTP_1_1, HttpFields.of(fields));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
