package io.heddle.http2.frame;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.heddle.support.ChunkedByteSource;
import io.heddle.support.Hex;
import io.heddle.wire.ByteReader;
import io.heddle.wire.ByteWriter;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("codec")
class HeaderCodingTest {
  private final HeaderDecoder decoder = new HeaderDecoder(4096);
  private final HeaderEncoder encoder = new HeaderEncoder();

  /// RFC 7541, C.4.
  @Test
  void sectionsBuildOnThoseBefore() throws Exception {
    assertEquals(
        list(":method GET", ":scheme http", ":path /", ":authority www.example.com"),
        decoded("82 86 84 41 8c f1 e3 c2 e5 f2 3a 6b a0 ab 90 f4 ff"));
    assertEquals(
        list(
            ":method GET",
            ":scheme http",
            ":path /",
            ":authority www.example.com",
            "cache-control no-cache"),
        decoded("82 86 84 be 58 86 a8 eb 10 64 9c bf"));
  }

  @Test
  void aSectionMayComeInPieces() throws Exception {
    decoder.decode(ByteBuffer.wrap(Hex.bytes("82 86 84 41 8c f1 e3 c2")), EndHeaders.NO);
    decoder.decode(ByteBuffer.wrap(Hex.bytes("e5 f2 3a 6b a0 ab 90 f4 ff")), EndHeaders.YES);
    assertEquals(
        list(":method GET", ":scheme http", ":path /", ":authority www.example.com"),
        decoder.endSection().orElseThrow());
  }

  @Test
  void whatIsNoHpackEndsTheConnection() {
    assertEquals(ErrorCode.COMPRESSION_ERROR, assertBad("ff ff ff ff ff ff"));
    assertEquals(ErrorCode.COMPRESSION_ERROR, assertBad("80"));
    assertEquals(ErrorCode.COMPRESSION_ERROR, assertBad("be"));
    assertEquals(ErrorCode.COMPRESSION_ERROR, assertBad("41 8c f1 e3"));
    assertEquals(ErrorCode.COMPRESSION_ERROR, assertBad("3f e2 1f"));
  }

  /// RFC 7541 §4.2.
  @Test
  void anUpdateOfTheTableSizeComesFirst() throws Exception {
    assertEquals(list(":method GET", ":method GET"), decoded("20 3f e1 1f 82 82"));
    assertEquals(ErrorCode.COMPRESSION_ERROR, assertBad("82 20"));
    assertEquals(ErrorCode.COMPRESSION_ERROR, assertBad("82 20 82"));
  }

  /// A line that the table has kept costs one byte, and says four thousand.
  @Test
  void aSectionAboveTheLimitIsReadAndNotKept() throws Exception {
    String large = "x".repeat(3900);
    ByteWriter first = new ByteWriter(4096);
    first.bytes(Hex.bytes("40 01 61 7f bd 1d")).latin1(large);
    decoder.decode(first.toBuffer(), EndHeaders.YES);
    assertEquals(Optional.of(list("a " + large)), decoder.endSection());
    decoder.decode(ByteBuffer.wrap(Hex.bytes("be ".repeat(1000).strip())), EndHeaders.YES);
    assertEquals(Optional.empty(), decoder.endSection());
    assertEquals(list("a " + large), decoded("be"));
  }

  @Test
  void aSectionWithoutEndIsCutOff() {
    Http2Exception e =
        assertThrows(
            Http2Exception.class,
            () -> {
              for (int i = 0; i < 1000; i++) {
                decoder.decode(ByteBuffer.allocate(0), EndHeaders.NO);
              }
            });
    assertEquals(ErrorCode.ENHANCE_YOUR_CALM, e.code());
  }

  @Test
  void largeSectionsAreSentInPieces() throws Exception {
    HeaderList list = list(":status 200", "a " + "\u00ff".repeat(40_000), "cookie secret");
    ByteWriter out = new ByteWriter(64);
    encoder.write(7, list, EndStream.YES, out);
    ByteReader in = new ByteReader(ChunkedByteSource.whole(out.toByteArray()));
    HeaderDecoder far = new HeaderDecoder(1 << 20);
    Frame.Headers headers = (Frame.Headers) Frame.read(in, Frame.MAX_PAYLOAD);
    assertEquals(EndStream.YES, headers.endStream());
    far.decode(headers.fragment(), headers.endHeaders());
    EndHeaders endHeaders = headers.endHeaders();
    while (endHeaders == EndHeaders.NO) {
      Frame.Continuation more = (Frame.Continuation) Frame.read(in, Frame.MAX_PAYLOAD);
      assertEquals(7, more.stream());
      endHeaders = more.endHeaders();
      far.decode(more.fragment(), endHeaders);
    }
    assertEquals(Optional.of(list), far.endSection());
    assertEquals(-1, in.peek());
  }

  private HeaderList decoded(String hex) throws Http2Exception {
    decoder.decode(ByteBuffer.wrap(Hex.bytes(hex)), EndHeaders.YES);
    return decoder.endSection().orElseThrow();
  }

  private static ErrorCode assertBad(String hex) {
    HeaderDecoder fresh = new HeaderDecoder(4096);
    return assertThrows(
            Http2Exception.class,
            () -> fresh.decode(ByteBuffer.wrap(Hex.bytes(hex)), EndHeaders.YES))
        .code();
  }

  private static HeaderList list(String... lines) {
    return new HeaderList(
        List.of(lines).stream()
            .map(line -> line.split(" ", 2))
            .map(parts -> new Header(parts[0], parts[1]))
            .toList());
  }
}
