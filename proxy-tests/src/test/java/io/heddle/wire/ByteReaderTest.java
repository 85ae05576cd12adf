package io.heddle.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.ChunkedByteSource;
import io.heddle.support.Hex;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("codec")
class ByteReaderTest {
  private static final byte NUL = 0;

  @Test
  void numbersAreUnsignedAndInNetworkOrder() throws IOException {
    ByteReader in = reader("ff ff fe 01 bb");
    assertEquals(255, in.u8());
    assertEquals(65534, in.u16());
    assertEquals(443, in.u16());
  }

  @Test
  void peekLeavesTheByteUnread() throws IOException {
    ByteReader in = reader("80 01");
    assertEquals(0x80, in.peek());
    assertEquals(0x80, in.peek());
    assertEquals(0x8001, in.u16());
    assertEquals(-1, in.peek());
  }

  @Test
  void peekReadsFromTheSourceOnlyWhenNothingIsBuffered() throws IOException {
    ChunkedByteSource source = ChunkedByteSource.whole(Hex.bytes("01 02"));
    ByteReader in = new ByteReader(source);
    in.peek();
    in.u8();
    in.peek();
    assertEquals(1, source.reads());
  }

  @Test
  void aTruncatedNumberIsTheEndOfTheStreamAndStaysUnread() throws IOException {
    ByteReader in = reader("05");
    assertThrows(EOFException.class, in::u16);
    assertEquals(5, in.u8());
    assertThrows(EOFException.class, in::u8);
  }

  @Test
  void readingNoBytesNeedsNoStream() throws IOException {
    assertEquals(0, reader("").bytes(0).length);
  }

  @Test
  void aBlockLargerThanAnyBufferComesWhole() throws IOException {
    byte[] block = new byte[70_000];
    Arrays.fill(block, (byte) 7);
    assertArrayEquals(block, new ByteReader(ChunkedByteSource.whole(block)).bytes(70_000));
  }

  @Test
  void aFieldEndsBeforeItsDelimiterWhichIsDropped() throws IOException, MalformedException {
    ByteReader in = reader("'me' 00 00 'you' 00");
    assertEquals("me", text(in.until(NUL, 255)));
    assertEquals("", text(in.until(NUL, 255)));
    assertEquals("you", text(in.until(NUL, 255)));
    assertThrows(EOFException.class, () -> in.until(NUL, 255));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 255, 1023, 1024, 1025, 65536})
  void aFieldMayBeAsLongAsItsLimit(int max) throws IOException, MalformedException {
    byte[] field = new byte[max];
    for (int i = 0; i < max; i++) {
      field[i] = (byte) (1 + i % 251);
    }
    byte[] ended = Arrays.copyOf(field, max + 1);
    assertArrayEquals(field, new ByteReader(ChunkedByteSource.whole(ended)).until(NUL, max));
    assertArrayEquals(field, new ByteReader(ChunkedByteSource.byteByByte(ended)).until(NUL, max));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 255, 1023, 1024, 1025, 65536})
  void aFieldOneByteLongerIsMalformed(int length) {
    byte[] field = new byte[length + 1];
    Arrays.fill(field, 0, length, (byte) 'a');
    ByteReader whole = new ByteReader(ChunkedByteSource.whole(field));
    assertThrows(MalformedException.class, () -> whole.until(NUL, length - 1));
    ByteReader slow = new ByteReader(ChunkedByteSource.byteByByte(field));
    assertThrows(MalformedException.class, () -> slow.until(NUL, length - 1));
  }

  @Test
  void aFieldIsMalformedAsSoonAsItIsTooLongNotWhenItEnds() {
    ByteReader in = reader("'abcd'");
    assertThrows(MalformedException.class, () -> in.until(NUL, 3));
    ByteReader undecided = reader("'abc'");
    assertThrows(EOFException.class, () -> undecided.until(NUL, 3));
  }

  @Test
  void aFieldMayHaveTheLargestLimit() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> assertEquals("a", text(reader("'a' 00").until(NUL, Integer.MAX_VALUE))));
  }

  @Test
  void anEndlessFieldTakesNoMoreMemoryThanTwiceItsLimit() {
    byte[] endless = new byte[1 << 20];
    ChunkedByteSource source = ChunkedByteSource.of(endless, List.of(1000));
    ByteReader in = new ByteReader(source);
    assertThrows(MalformedException.class, () -> in.until((byte) 1, 1 << 16));
    assertTrue(source.largestRoom() <= 2 << 16, () -> source.largestRoom() + " bytes of buffer");
    assertTrue(source.taken() <= 3 << 16, () -> source.taken() + " bytes taken");
  }

  @Test
  void aLongFieldThatComesByteByByteIsScannedOnce() {
    byte[] field = new byte[1 << 21];
    Arrays.fill(field, 0, field.length - 1, (byte) 'a');
    ByteReader in = new ByteReader(ChunkedByteSource.byteByByte(field));
    // About 50 ms; scanned anew for every byte it would be an hour.
    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> assertEquals(field.length - 1, in.until(NUL, field.length).length));
  }

  @Test
  void manyShortFieldsKeepTheBufferSmall() throws IOException, MalformedException {
    byte[] fields = "abcdefg\n".repeat(10_000).getBytes(StandardCharsets.US_ASCII);
    ChunkedByteSource source = ChunkedByteSource.of(fields, List.of(999, 1, 5000));
    ByteReader in = new ByteReader(source);
    for (int i = 0; i < 10_000; i++) {
      assertEquals("abcdefg", text(in.until((byte) '\n', 100)));
    }
    assertEquals(-1, in.peek());
    assertTrue(source.largestRoom() <= 1024, () -> source.largestRoom() + " bytes of buffer");
  }

  @Test
  void theTailIsTheBytesReadButNotReturned() throws IOException {
    ByteReader in = reader("05 'early data'");
    in.u8();
    assertEquals(10, in.buffered());
    ByteBuffer first = ByteBuffer.allocate(5);
    in.drain(first);
    assertEquals("early", text(first.array()));
    assertEquals(5, in.buffered());
    ByteBuffer rest = ByteBuffer.allocate(100);
    in.drain(rest);
    assertEquals(5, rest.position());
    assertEquals(0, in.buffered());
  }

  @Test
  void drainingDoesNotWait() {
    ByteReader in =
        new ByteReader(_ -> {
          throw new AssertionError("read from the source");
        });
    ByteBuffer into = ByteBuffer.allocate(1);
    in.drain(into);
    assertEquals(0, into.position());
  }

  @Test
  void drainingReleasesTheBuffer() throws IOException {
    List<Integer> rooms = new ArrayList<>();
    ByteReader in =
        new ByteReader(into -> {
          rooms.add(into.remaining());
          into.position(into.limit());
          return rooms.getLast();
        });
    in.bytes(50_000);
    in.drain(ByteBuffer.allocate(50_000));
    in.peek();
    assertEquals(1024, rooms.getLast());
  }

  @Test
  void readingGoesOnAfterADrain() throws IOException {
    ByteReader in = new ByteReader(ChunkedByteSource.of(Hex.bytes("01 02 03 04"), List.of(2)));
    in.u8();
    in.drain(ByteBuffer.allocate(8));
    assertEquals(0x0304, in.u16());
  }

  @Test
  void aFailingSourceLosesNoBytesBeforeTheFailure() throws IOException {
    int[] reads = new int[1];
    ByteReader in =
        new ByteReader(into -> {
          if (reads[0]++ == 1) {
            throw new SocketTimeoutException("later");
          }
          into.put((byte) reads[0]);
          return 1;
        });
    assertThrows(SocketTimeoutException.class, in::u16);
    assertEquals(0x0103, in.u16());
  }

  private static ByteReader reader(String hex) {
    return new ByteReader(ChunkedByteSource.whole(Hex.bytes(hex)));
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.US_ASCII);
  }
}
