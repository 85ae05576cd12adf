package io.heddle.http2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.http2.frame.HeaderList;
import io.heddle.net.MemoryBudget;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("component")
class ReceiveBufferTest {
  private static final HeaderList INTERIM = SessionUnderTest.headers(":status 103");
  private static final HeaderList FINAL = SessionUnderTest.headers(":status 200");

  private final StreamMemory memory = new StreamMemory(new MemoryBudget(1 << 20), () -> false);
  private final ReceiveBuffer buffer = new ReceiveBuffer(memory);

  @Test
  void givesPayloadBackInOrderInPiecesOfAnySize() {
    assertTrue(buffer.addPayload(bytes("abc"), 0));
    assertTrue(buffer.addPayload(bytes(""), 0));
    assertTrue(buffer.addPayload(bytes("defg"), 0));
    assertEquals(7, buffer.available());
    assertEquals("ab", read(2));
    assertEquals("cde", read(3));
    assertEquals(2, buffer.available());
    assertEquals("fg", read(100));
    assertEquals("", read(100));
  }

  @Test
  void hasNothingToReadAtFirst() {
    assertTrue(buffer.isEmpty());
    assertEquals(Optional.empty(), buffer.pollHead());
    assertEquals(Optional.empty(), buffer.trailers());
  }

  @Test
  void theEndIsSomethingToRead() {
    buffer.end();
    assertFalse(buffer.isEmpty());
    assertTrue(buffer.isEnded());
  }

  @Test
  void headsComeOutInOrder() {
    assertTrue(buffer.addHead(INTERIM));
    assertFalse(buffer.hasFinalHead());
    assertTrue(buffer.addHead(FINAL));
    assertTrue(buffer.hasFinalHead());
    assertEquals(Optional.of(INTERIM), buffer.pollHead());
    assertEquals(Optional.of(FINAL), buffer.pollHead());
    assertTrue(buffer.isEmpty());
    assertTrue(buffer.hasFinalHead());
  }

  @Test
  void noHeadComesAfterTheFinalOne() {
    assertTrue(buffer.addHead(FINAL));
    assertFalse(buffer.addHead(INTERIM));
    assertFalse(buffer.addHead(FINAL));
  }

  @Test
  void headsThatNobodyReadsAreLimited() {
    for (int heads = 0; heads < ReceiveBuffer.MAX_HEADS; heads++) {
      assertTrue(buffer.addHead(INTERIM));
    }
    assertFalse(buffer.addHead(INTERIM));
    assertEquals(Optional.of(INTERIM), buffer.pollHead());
    assertTrue(buffer.addHead(INTERIM));
  }

  @Test
  void trailersComeAfterTheFinalHead() {
    HeaderList trailers = SessionUnderTest.headers("sum 1");
    assertFalse(buffer.addTrailers(trailers));
    assertTrue(buffer.addHead(FINAL));
    assertTrue(buffer.addTrailers(trailers));
    assertEquals(Optional.of(trailers), buffer.trailers());
  }

  @Test
  void payloadIsBoundedByTheWindow() {
    assertTrue(buffer.addPayload(ByteBuffer.allocate(ReceiveWindow.INITIAL), 0));
    assertFalse(buffer.addPayload(ByteBuffer.allocate(1), 0));
    assertEquals(ReceiveWindow.INITIAL, buffer.available());
  }

  @Test
  void paddingCountsForTheWindow() {
    assertTrue(buffer.addPayload(bytes("a"), ReceiveWindow.INITIAL - 1));
    assertEquals(1, buffer.available());
    assertFalse(buffer.addPayload(bytes(""), 1));
  }

  @Test
  void theWindowIsGrantedAgainOnceHalfIsReleased() {
    int half = ReceiveWindow.INITIAL / 2;
    assertTrue(buffer.addPayload(ByteBuffer.allocate(half + 1), 0));
    read(half);
    assertEquals(half, buffer.release(half));
    assertEquals(0, buffer.release(1));
  }

  @Test
  void theWindowIsNotGrantedAgainAfterTheEnd() {
    assertTrue(buffer.addPayload(ByteBuffer.allocate(ReceiveWindow.INITIAL), 0));
    buffer.end();
    read(ReceiveWindow.INITIAL);
    assertEquals(0, buffer.release(ReceiveWindow.INITIAL));
  }

  @Test
  void whatNobodyWillReadIsDropped() {
    assertTrue(buffer.addHead(FINAL));
    assertTrue(buffer.addPayload(bytes("abc"), 0));
    buffer.clear();
    assertTrue(buffer.isEmpty());
    assertEquals("", read(10));
  }

  private String read(int most) {
    ByteBuffer into = ByteBuffer.allocate(most);
    int count = buffer.read(into);
    assertEquals(count, into.position());
    return StandardCharsets.ISO_8859_1.decode(into.flip()).toString();
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1));
  }
}
