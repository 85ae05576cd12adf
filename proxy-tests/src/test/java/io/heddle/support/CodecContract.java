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

/// What holds for every codec. The properties of one extend this, and say which codec and which
/// messages.
@PropertyDefaults(tries = 200, edgeCases = EdgeCasesMode.NONE)
public abstract class CodecContract<M> {
  private static final int FIRST_BUFFER = 1024;

  /// Versions, commands and lengths of SOCKS; delimiters of HTTP; the ends of ASCII.
  private static final List<Integer> MEANINGFUL =
      List.of(0, 1, 3, 4, 5, 0x09, 0x0a, 0x0d, 0x20, 0x2c, 0x2e, 0x3a, 0x7f, 0x80, 0xff);

  /// The codec under test.
  protected abstract Codec<M> codec();

  /// Messages of every kind that it can write.
  protected abstract Arbitrary<M> anyMessage();

  @Property
  void whatIsWrittenReadsBackAsTheSame(@ForAll("messages") M message) {
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
  void exactlyTheUnreadTailIsLeftHoweverItComes(
      @ForAll("messages") M message, @ForAll byte[] tail, @ForAll("sizes") List<Integer> sizes) {
    ChunkedByteSource source = ChunkedByteSource.of(concat(codec().write(message), tail), sizes);
    assertEquals(new ReadResult.Read<>(message, Hex.text(tail)), codec().read(source));
  }

  @Property
  void anyChunkingOfAnyBytesGivesTheSame(
      @ForAll("noise") byte[] bytes, @ForAll("sizes") List<Integer> sizes) {
    assertEquals(codec().read(bytes), codec().read(ChunkedByteSource.of(bytes, sizes)));
  }

  @Property
  void moreBytesNeverChangeWhatWasCertain(@ForAll("noise") byte[] bytes) {
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
  void whatIsReadFromAnyBytesCanBeWrittenAndReadAgain(@ForAll("noise") byte[] bytes) {
    if (codec().read(bytes) instanceof ReadResult.Read<M>(M message, _)) {
      assertEquals(new ReadResult.Read<>(message, ""), codec().read(codec().write(message)));
    }
  }

  @Property
  void memoryGrowsWithWhatCameNotWithWhatWasAnnounced(@ForAll("noise") byte[] bytes) {
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

  /// Bytes without meaning, and those of messages with a few of them changed.
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

  /// Any byte, and more often one that means something in some protocol.
  private static Arbitrary<Byte> anyByte() {
    return Arbitraries.oneOf(
        Arbitraries.bytes(), Arbitraries.of(MEANINGFUL).map(Integer::byteValue));
  }

  /// One change to a message.
  ///
  /// @param where from 0, its first byte, to 1, its last
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
