package io.heddle.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/// Properties of every codec. The test of a codec extends this class, and provides the codec and
/// arbitrary messages.
@PropertyDefaults(tries = 200, edgeCases = EdgeCasesMode.NONE)
public abstract class CodecContract<M> {
  private static final int FIRST_BUFFER = 1024;

  /// Bytes with a meaning: versions, commands and lengths of SOCKS, delimiters of HTTP, limits of
  /// ASCII.
  private static final List<Integer> MEANINGFUL =
      List.of(0, 1, 3, 4, 5, 0x09, 0x0a, 0x0d, 0x20, 0x2c, 0x2e, 0x3a, 0x7f, 0x80, 0xff);

  /// Codec under test.
  protected abstract Codec<M> codec();

  /// Arbitrary messages of every kind that the codec can write.
  protected abstract Arbitrary<M> anyMessage();

  @Property
  void writtenMessagesAreReadBack(@ForAll("messages") M message) {
    assertEquals(new ReadResult.Read<>(message, ""), codec().read(codec().write(message)));
  }

  @Property
  void everyStrictPrefixNeedsMore(@ForAll("messages") M message) {
    byte[] bytes = codec().write(message);
    for (int length = 0; length < bytes.length; length++) {
      assertEquals(new ReadResult.NeedMore<>(), codec().read(Arrays.copyOf(bytes, length)));
    }
  }

  @Property
  void exactlyTheTailIsLeftForAnyChunks(
      @ForAll("messages") M message, @ForAll byte[] tail, @ForAll("sizes") List<Integer> sizes) {
    ChunkedByteSource source = ChunkedByteSource.of(concat(codec().write(message), tail), sizes);
    assertEquals(new ReadResult.Read<>(message, Hex.text(tail)), codec().read(source));
  }

  @Property
  void readingDoesNotDependOnTheChunksOfTheSource(
      @ForAll("noise") byte[] bytes, @ForAll("sizes") List<Integer> sizes) {
    assertEquals(codec().read(bytes), codec().read(ChunkedByteSource.of(bytes, sizes)));
  }

  @Property
  void moreBytesDoNotChangeADefiniteResult(@ForAll("noise") byte[] bytes) {
    ReadResult<M> whole = codec().read(bytes);
    for (int length = 0; length < bytes.length; length++) {
      String rest = Hex.text(Arrays.copyOfRange(bytes, length, bytes.length));
      switch (codec().read(Arrays.copyOf(bytes, length))) {
        case ReadResult.NeedMore<M>() -> {}
        case ReadResult.Malformed<M> malformed -> assertEquals(malformed, whole);
        case ReadResult.Read<M>(M message, String tail) ->
            assertEquals(new ReadResult.Read<>(message, (tail + " " + rest).strip()), whole);
      }
    }
  }

  @Property
  void messagesReadFromAnyBytesCanBeWrittenAndReadBack(@ForAll("noise") byte[] bytes) {
    if (codec().read(bytes) instanceof ReadResult.Read<M>(M message, _)) {
      assertEquals(new ReadResult.Read<>(message, ""), codec().read(codec().write(message)));
    }
  }

  @Property
  void memoryGrowsWithReceivedNotAnnouncedBytes(@ForAll("noise") byte[] bytes) {
    ChunkedByteSource source = ChunkedByteSource.byteByByte(bytes);
    codec().read(source);
    int room = source.largestRoom();
    assertTrue(room <= Math.max(FIRST_BUFFER, 2 * bytes.length), () -> "a buffer of " + room);
  }

  @Provide
  Arbitrary<M> messages() {
    return anyMessage();
  }

  @Provide
  Arbitrary<List<Integer>> sizes() {
    return Arbitraries.integers().between(1, 40).list().ofMinSize(1).ofMaxSize(8);
  }

  /// Random bytes, and encoded messages with a few bytes changed.
  @Provide
  Arbitrary<byte[]> noise() {
    Arbitrary<byte[]> random = anyByte().array(byte[].class).ofMaxSize(300);
    Arbitrary<byte[]> broken =
        Combinators.combine(messages().map(codec()::write), edits())
            .as((bytes, edits) -> edits.stream().reduce(bytes, (b, e) -> e.apply(b), (a, _) -> a));
    return Arbitraries.frequencyOf(Tuple.of(1, random), Tuple.of(4, broken));
  }

  private static Arbitrary<List<Edit>> edits() {
    return Combinators.combine(
            Arbitraries.doubles().between(0, 1).ofScale(3),
            anyByte(),
            Arbitraries.of(Edit.Kind.class))
        .as(Edit::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4);
  }

  /// Arbitrary byte, more often one with a meaning in a protocol.
  private static Arbitrary<Byte> anyByte() {
    return Arbitraries.oneOf(
        Arbitraries.bytes(), Arbitraries.of(MEANINGFUL).map(Integer::byteValue));
  }

  /// Change of one byte of a message.
  ///
  /// @param where relative position, from 0 (first byte) to 1 (end)
  private record Edit(double where, byte value, Kind kind) {
    private enum Kind {
      REPLACE,
      INSERT,
      REMOVE,
      CUT
    }

    private byte[] apply(byte[] bytes) {
      int at = (int) Math.floor(where * bytes.length);
      byte[] before = Arrays.copyOf(bytes, at);
      byte[] from = Arrays.copyOfRange(bytes, at, bytes.length);
      byte[] after = from.length == 0 ? from : Arrays.copyOfRange(from, 1, from.length);
      byte[] one = {value};
      return switch (kind) {
        case REPLACE -> concat(before, one, after);
        case INSERT -> concat(before, one, from);
        case REMOVE -> concat(before, after);
        case CUT -> before;
      };
    }
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      bytes.writeBytes(part);
    }
    return bytes.toByteArray();
  }
}
