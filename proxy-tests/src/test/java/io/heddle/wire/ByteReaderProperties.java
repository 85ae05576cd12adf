package io.heddle.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.heddle.support.ChunkedByteSource;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

@Tag("codec")
@PropertyDefaults(tries = 300, edgeCases = EdgeCasesMode.NONE)
class ByteReaderProperties {
  private static final byte DELIMITER = '\n';

  @Property
  void readsDoNotDependOnTheChunksOfTheSource(
      @ForAll("streams") byte[] bytes,
      @ForAll("sizes") List<Integer> chunks,
      @ForAll("reads") List<Read> reads)
      throws IOException, MalformedException {
    ByteReader in = new ByteReader(ChunkedByteSource.of(bytes, chunks));
    int position = 0;
    for (Read read : reads) {
      position += read.check(in, Arrays.copyOfRange(bytes, position, bytes.length));
    }
  }

  /// Read operation. It compares its result with the bytes that are left, and returns the number of
  /// bytes that it consumed.
  sealed interface Read {
    int check(ByteReader in, byte[] left) throws IOException, MalformedException;
  }

  record Peek() implements Read {
    @Override
    public int check(ByteReader in, byte[] left) throws IOException {
      assertEquals(left.length == 0 ? -1 : left[0] & 0xff, in.peek());
      return 0;
    }
  }

  record Two() implements Read {
    @Override
    public int check(ByteReader in, byte[] left) throws IOException {
      if (left.length < 2) {
        assertThrows(EOFException.class, in::u16);
        return 0;
      }
      assertEquals(ByteBuffer.wrap(left).getChar(), in.u16());
      return 2;
    }
  }

  record Block(int count) implements Read {
    @Override
    public int check(ByteReader in, byte[] left) throws IOException {
      if (left.length < count) {
        assertThrows(EOFException.class, () -> in.bytes(count));
        return 0;
      }
      assertArrayEquals(Arrays.copyOf(left, count), in.bytes(count));
      return count;
    }
  }

  record Field(int max) implements Read {
    @Override
    public int check(ByteReader in, byte[] left) throws IOException, MalformedException {
      int end = 0;
      while (end < left.length && left[end] != DELIMITER) {
        end++;
      }
      if (end > max) {
        assertThrows(MalformedException.class, () -> in.until(DELIMITER, max));
        return 0;
      }
      if (end == left.length) {
        assertThrows(EOFException.class, () -> in.until(DELIMITER, max));
        return 0;
      }
      assertArrayEquals(Arrays.copyOf(left, end), in.until(DELIMITER, max));
      return end + 1;
    }
  }

  record Drain(int room) implements Read {
    @Override
    public int check(ByteReader in, byte[] left) {
      ByteBuffer into = ByteBuffer.allocate(room);
      int buffered = in.buffered();
      in.drain(into);
      assertEquals(Math.min(room, buffered), into.position());
      assertEquals(buffered - into.position(), in.buffered());
      assertArrayEquals(
          Arrays.copyOf(left, into.position()), Arrays.copyOf(into.array(), into.position()));
      return into.position();
    }
  }

  @Provide
  Arbitrary<byte[]> streams() {
    return Arbitraries.oneOf(Arbitraries.bytes(), Arbitraries.of(DELIMITER))
        .array(byte[].class)
        .ofMaxSize(5000);
  }

  @Provide
  Arbitrary<List<Integer>> sizes() {
    return Arbitraries.oneOf(
            Arbitraries.integers().between(1, 20), Arbitraries.integers().between(1, 3000))
        .list()
        .ofMinSize(1)
        .ofMaxSize(8);
  }

  @Provide
  Arbitrary<List<Read>> reads() {
    Arbitrary<Integer> counts =
        Arbitraries.oneOf(
            Arbitraries.integers().between(0, 20), Arbitraries.integers().between(0, 2100));
    return Arbitraries.<Read>oneOf(
            Arbitraries.create(Peek::new),
            Arbitraries.create(Two::new),
            counts.map(Block::new),
            counts.map(Field::new),
            counts.map(Drain::new))
        .list()
        .ofMaxSize(60);
  }
}
