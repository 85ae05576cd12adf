package io.heddle.http1;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.wire.MalformedException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Properties of the chunked transfer coding: decoding restores the data, for any chunks of input.
@Tag("codec")
class ChunkedDecoderProperties {
  private static final int LINE_LIMIT = 100;

  /// Chunk with a possible encoding of it.
  ///
  /// @param data one character for each byte
  record Chunk(String data, String size, String extension) {
    byte[] framed() {
      return ascii(size + extension + "\r\n" + data + "\r\n");
    }
  }

  private static byte[] data(List<Chunk> chunks) {
    return ascii(String.join("", chunks.stream().map(Chunk::data).toList()));
  }

  private static byte[] framed(List<Chunk> chunks) {
    return concat(chunks.stream().map(Chunk::framed).toArray(byte[][]::new));
  }

  @Provide
  Arbitrary<List<Chunk>> chunks() {
    Arbitrary<String> data =
        Arbitraries.strings().withCharRange('\0', '\u00ff').ofMinLength(1).ofMaxLength(300);
    Arbitrary<String> zeros = Arbitraries.strings().withChars('0').ofMaxLength(20);
    Arbitrary<Boolean> upper = Arbitraries.of(true, false);
    Arbitrary<String> extension =
        Arbitraries.of("", ";a", ";a=b", " ; a = \"b;c\"", ";", "  ", "\t;a", ";\u00e9");
    return Combinators.combine(data, zeros, upper, extension)
        .as((bytes, lead, big, ext) -> {
          String digits = Integer.toHexString(bytes.length());
          return new Chunk(bytes, lead + (big ? digits.toUpperCase(Locale.ROOT) : digits), ext);
        })
        .list()
        .ofMaxSize(6);
  }

  @Property
  void decodingRestoresTheDataForAnyChunksOfInput(
      @ForAll Strictness strictness,
      @ForAll("chunks") List<Chunk> chunks,
      @ForAll byte[] tail,
      @ForAll @Size(min = 1, max = 5) List<@IntRange(min = 1, max = 50) Integer> sizes)
      throws MalformedException {
    byte[] all = concat(framed(chunks), ascii("000;x\r\n"), tail);
    ChunkedDecoder decoder = new ChunkedDecoder(LINE_LIMIT, strictness);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int position = 0;
    for (int i = 0; !decoder.lastChunkRead(); i++) {
      int size = Math.min(sizes.get(i % sizes.size()), all.length - position);
      position += feed(decoder, Arrays.copyOfRange(all, position, position + size), out);
    }
    assertArrayEquals(data(chunks), out.toByteArray());
    assertArrayEquals(tail, Arrays.copyOfRange(all, position, all.length));
  }

  /// Decodes in place, as a body is read from a connection.
  private static int feed(ChunkedDecoder decoder, byte[] bytes, ByteArrayOutputStream out)
      throws MalformedException {
    ByteBuffer raw = ByteBuffer.wrap(bytes);
    ByteBuffer data = raw.duplicate();
    decoder.decode(raw, data);
    out.write(bytes, 0, data.position());
    return raw.position();
  }

  @Property
  void noStrictPrefixIsComplete(@ForAll Strictness strictness, @ForAll("chunks") List<Chunk> chunks)
      throws MalformedException {
    byte[] all = concat(framed(chunks), ascii("0\r\n"));
    for (int length = 0; length < all.length; length++) {
      ChunkedDecoder decoder = new ChunkedDecoder(LINE_LIMIT, strictness);
      feed(decoder, Arrays.copyOf(all, length), new ByteArrayOutputStream());
      assertFalse(decoder.lastChunkRead());
    }
  }

  @Property
  void decodingDoesNotDependOnTheChunksOfInput(
      @ForAll Strictness strictness, @ForAll("likelyBytes") byte[] bytes) {
    assertEquals(outcome(strictness, bytes, bytes.length), outcome(strictness, bytes, 1));
  }

  @Provide
  Arbitrary<byte[]> likelyBytes() {
    return Arbitraries.of('0', '1', '2', 'a', 'g', ';', ' ', '\r', '\n', '\0', '-')
        .map(c -> (byte) c.charValue())
        .array(byte[].class)
        .ofMinSize(1)
        .ofMaxSize(30);
  }

  /// What is well-formed or refused for its ambiguity is decoded alike: a lenient decoder only takes
  /// more.
  @Property
  void whatAStrictDecoderTakesALenientOneTakesToo(@ForAll("likelyBytes") byte[] bytes) {
    String strict = outcome(Strictness.STRICT, bytes, bytes.length);
    if (strict.startsWith("data ")) {
      assertEquals(strict, outcome(Strictness.LENIENT, bytes, bytes.length));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5\nhello\r\n0\r\n",
        "5\r\nhello\n0\r\n",
        "5\nhello\n0\n",
        "5 \r\nhello\r\n0\r\n",
        "5x\r\nhello\r\n0\r\n",
        "5 5\r\nhello\r\n0\r\n",
        "5;\0\r\nhello\r\n0\r\n",
        "5\r\r\nhello\r\r\n0\r\n",
      })
  void aLenientDecoderRepairsWhatHasOneMeaning(String text) throws MalformedException {
    ChunkedDecoder decoder = new ChunkedDecoder(LINE_LIMIT, Strictness.LENIENT);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertEquals(text.length(), feed(decoder, ascii(text), out));
    assertEquals("hello", out.toString(StandardCharsets.US_ASCII));
    assertTrue(decoder.lastChunkRead());
    assertTrue(decoder.isRepaired());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        " 5\r\n",
        "+5\r\n",
        "-5\r\n",
        "0x5\r\nh",
        "\r\n",
        "10000000000000005\r\n",
        "5\rh",
        "5\r\nhello0",
        "5\r\nhelloX",
        "5\r\nhello\rX",
      })
  void aLenientDecoderRefusesWhatNobodyTakes(String text) {
    ChunkedDecoder decoder = new ChunkedDecoder(LINE_LIMIT, Strictness.LENIENT);
    assertThrows(
        MalformedException.class, () -> feed(decoder, ascii(text), new ByteArrayOutputStream()));
  }

  private static String outcome(Strictness strictness, byte[] bytes, int step) {
    ChunkedDecoder decoder = new ChunkedDecoder(LINE_LIMIT, strictness);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int read = 0;
    try {
      for (int i = 0; i < bytes.length && !decoder.lastChunkRead(); i += step) {
        read += feed(decoder, Arrays.copyOfRange(bytes, i, Math.min(i + step, bytes.length)), out);
      }
      return "data " + out.toString(StandardCharsets.ISO_8859_1) + " read " + read;
    } catch (MalformedException e) {
      return e.getMessage();
    }
  }

  @Property
  void aSmallOutputBufferGivesTheSameData(
      @ForAll Strictness strictness,
      @ForAll("chunks") List<Chunk> chunks,
      @ForAll @IntRange(min = 1, max = 20) int room)
      throws MalformedException {
    ChunkedDecoder decoder = new ChunkedDecoder(LINE_LIMIT, strictness);
    ByteBuffer raw = ByteBuffer.wrap(concat(framed(chunks), ascii("0\r\n")));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    while (!decoder.lastChunkRead()) {
      ByteBuffer some = ByteBuffer.allocate(room);
      decoder.decode(raw, some);
      out.write(some.array(), 0, some.position());
    }
    assertArrayEquals(data(chunks), out.toByteArray());
  }

  @Property
  void aLineHasALimit(
      @ForAll Strictness strictness, @ForAll @IntRange(min = 0, max = 200) int length)
      throws MalformedException {
    ChunkedDecoder decoder = new ChunkedDecoder(LINE_LIMIT, strictness);
    byte[] line = ascii("1;" + "x".repeat(length) + "\r\n");
    if (2 + length + 1 <= LINE_LIMIT) {
      assertEquals(line.length, feed(decoder, line, new ByteArrayOutputStream()));
    } else {
      assertThrows(
          MalformedException.class, () -> feed(decoder, line, new ByteArrayOutputStream()));
    }
  }

  @Property
  void anEncodedChunkIsDecodedToItsData(
      @ForAll @Size(max = 1000) byte[] pending,
      @ForAll @IntRange(min = 1, max = 65_000) int length) {
    ByteBuffer buffer = ByteBuffer.allocate(1 << 16).put(pending);
    int size = Math.min(length, buffer.remaining() - ChunkFrame.OVERHEAD);
    byte[] data = new byte[size];
    new Random(length).nextBytes(data);
    int opened = buffer.position();
    ChunkFrame.open(buffer);
    buffer.put(data);
    int start = ChunkFrame.close(buffer, 0, opened);
    byte[] written = Arrays.copyOfRange(buffer.array(), start, buffer.position());
    byte[] line = ascii(Integer.toHexString(size) + "\r\n");
    assertArrayEquals(concat(pending, line, data, ascii("\r\n")), written);
    assertEquals(buffer.capacity(), buffer.limit());
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
