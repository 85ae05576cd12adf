package io.heddle.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.http1.HttpFields.HeadLimits;
import io.heddle.support.ChunkedByteSource;
import io.heddle.support.Codec;
import io.heddle.support.ReadResult;
import io.heddle.wire.ByteReader;
import io.heddle.wire.ByteWriter;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Response heads that are not well-formed. The table test of forwarded responses has more.
@Tag("codec")
class ResponseHeadReaderTest {
  private static final Codec<ResponseHead> CODEC =
      new Codec<>(
          in -> new ResponseHeadReader(in, HeadLimits.of(1 << 16)).readHead(), ResponseHead::write);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          HTTP/1.1 200 OK~~                      | HTTP/1.1 200 OK^^
          ~^HTTP/1.1 200 OK^^                    | HTTP/1.1 200 OK^^
          HTTP/1.1 200OK^^                       | HTTP/1.1 200 OK^^
          http/1.1 200 OK^^                      | HTTP/1.1 200 OK^^
          HTTP/x.y 200 OK^^                      | HTTP/1.0 200 OK^^
          HTTP 200 OK^^                          | HTTP/1.0 200 OK^^
          HTTP/1.1\\t200\\tO\\x01K\\r^^          | HTTP/1.1 200 O K^^
          HTTP/1.1 200 OK^X\\t: y^ z^ ^\\tw^^    | HTTP/1.1 200 OK^X: y z w^^
          HTTP/1.1 200 OK^X:^ y^^                | HTTP/1.1 200 OK^X: y^^
          HTTP/1.1 200 OK^X: y\\r^^              | HTTP/1.1 200 OK^X: y^^
          HTTP/1.1 200 OK^ A: b^ c^X: y^^        | HTTP/1.1 200 OK^X: y^^
          HTTP/1.1 200 OK^A b: c^ d^X: y^^       | HTTP/1.1 200 OK^X: y^^
          HTTP/1.1 200 OK^X: y^A\\x01: b^ d^^    | HTTP/1.1 200 OK^X: y^^
          """)
  void isRepaired(String text, String expected) throws IOException, MalformedException {
    byte[] bytes = bytes(text);
    var reader =
        new ResponseHeadReader(
            new ByteReader(ChunkedByteSource.whole(bytes)), HeadLimits.of(1 << 16));
    ByteWriter out = new ByteWriter(64);
    reader.readHead().write(out);
    assertEquals(
        new String(bytes(expected), ISO_8859_1), new String(out.toByteArray(), ISO_8859_1));
    assertTrue(reader.isRepaired());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "^^^",
        "SSH-2.0-OpenSSH_9.9^",
        "ICY 200 OK^",
        "HTTPS/1.1 200 OK^",
        "HTTP/1.1^",
        "HTTP/1.1 2000 OK^",
        "HTTP/1.1 099 OK^",
        "HTTP/1.1 20x OK^",
        "HTTP/1.1 200 O\\0K^",
        "HTTP/1.1 200 OK^X: y\\0z^",
        "HTTP/1.1 200 OK^X\\0: z^",
        "HTTP/1.1 200 OK^\\r^",
        "HTTP/1.1 200 OK^\\rX: y^",
        "HTTP/1.1 200 OK^ Content-Length: 5^",
        "HTTP/1.1 200 OK^Content-Length\\x01: 5^",
        "HTTP/1.1 200 OK^Transfer-Encoding chunked^",
      })
  void isRefusedIfItHasNoMeaningOrTwo(String text) {
    CODEC.assertMalformed(bytes(text));
  }

  @Test
  void aWellFormedHeadIsNotRepaired() throws IOException, MalformedException {
    var reader =
        new ResponseHeadReader(
            new ByteReader(ChunkedByteSource.whole(bytes("HTTP/1.1 200 OK^X: y^^"))),
            HeadLimits.of(1 << 16));
    assertEquals("OK", reader.readHead().reason());
    assertFalse(reader.isRepaired());
  }

  @Test
  void aHeadHasAtMost20000Fields() {
    String lines = "HTTP/1.1 200 OK\r\n" + "a:\n".repeat(20_001);
    assertEquals(
        new ReadResult.Malformed<>(
            "HeadTooLargeException", "a message head of more than 20000 fields"),
        CODEC.read(bytes(lines)));
  }

  /// Time that grows with the square of the length would be minutes.
  @Test
  void aValueOfManyLinesIsJoinedInLinearTime() {
    String value = (" " + "x".repeat(20) + "\n").repeat(9_000);
    Codec<ResponseHead> wide =
        new Codec<>(
            in -> new ResponseHeadReader(in, HeadLimits.of(1 << 18)).readHead(),
            ResponseHead::write);
    ReadResult<ResponseHead> result = wide.read(bytes("HTTP/1.1 200 OK\nX:\n" + value + "\n"));
    assertEquals(ReadResult.Read.class, result.getClass());
  }

  @ParameterizedTest
  @ValueSource(strings = {"X: \\0^", "\\rX^", "Content-Length 5^"})
  void unreadableTrailersAreNone(String text) throws IOException {
    var reader =
        new ResponseHeadReader(
            new ByteReader(ChunkedByteSource.whole(bytes(text))), HeadLimits.of(100));
    assertEquals(HttpFields.NONE, reader.readTrailers());
    assertTrue(reader.isRepaired());
  }

  /// `^` is CR LF, `~` is LF.
  private static byte[] bytes(String text) {
    return text.replace("^", "\r\n")
        .replace("~", "\n")
        .replace("\\0", "\0")
        .replace("\\r", "\r")
        .replace("\\t", "\t")
        .replace("\\x01", "\u0001")
        .getBytes(ISO_8859_1);
  }
}
