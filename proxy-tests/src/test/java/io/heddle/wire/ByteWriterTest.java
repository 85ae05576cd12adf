package io.heddle.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.support.Hex;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("codec")
class ByteWriterTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 100})
  void appendedBytesComeOutInOrderForAnyCapacity(int capacity) {
    ByteWriter out = new ByteWriter(capacity);
    out.u8(5).u16(443).bytes(Hex.bytes("c000 0201")).latin1("aé").u8(0);
    assertEquals("05 01 bb c0 00 02 01 61 e9 00", Hex.text(out.toByteArray()));
  }

  @Test
  void numbersAreWrittenByTheirLowBits() {
    ByteWriter out = new ByteWriter(8).u8(-1).u8(0x1ff).u16(65535).u16(0x1_0001);
    assertEquals("ff ff ff ff 00 01", Hex.text(out.toByteArray()));
  }

  @Test
  void theBufferHoldsTheMessageAndNoMore() {
    ByteBuffer buffer = new ByteWriter(64).latin1("200 OK").toBuffer();
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    assertArrayEquals(Hex.bytes("'200 OK'"), bytes);
  }

  @Test
  void manyBytesOneByOneTakeLinearTime() {
    ByteWriter out = new ByteWriter(0);
    for (int i = 0; i < 1 << 20; i++) {
      out.u8(i);
    }
    assertEquals(1 << 20, out.toByteArray().length);
  }
}
