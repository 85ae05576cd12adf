package io.heddle.wire;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.support.ChunkedByteSource;
import java.io.IOException;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

@Tag("codec")
@PropertyDefaults(edgeCases = EdgeCasesMode.NONE)
class ByteWriterProperties {

  @Property
  void writtenValuesAreReadBack(
      @ForAll @IntRange(max = 40) int capacity,
      @ForAll @IntRange(max = 255) int u8,
      @ForAll @IntRange(max = 65535) int u16,
      @ForAll byte[] bytes)
      throws IOException {
    ByteWriter out = new ByteWriter(capacity).u8(u8).bytes(bytes).u16(u16);
    ByteReader in = new ByteReader(ChunkedByteSource.whole(out.toByteArray()));
    assertEquals(u8, in.u8());
    assertArrayEquals(bytes, in.bytes(bytes.length));
    assertEquals(u16, in.u16());
    assertEquals(-1, in.peek());
  }
}
