package io.heddle.http2;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/// Any frames, read in pieces of any size, give their bytes in order.
@Tag("component")
class PayloadQueueProperties {
  private final PayloadQueue queue = new PayloadQueue();
  private final ByteArrayOutputStream expected = new ByteArrayOutputStream();
  private final ByteArrayOutputStream read = new ByteArrayOutputStream();

  /// @param steps sizes of frames; negative ones are reads
  @Property
  void bytesComeOutInOrder(
      @ForAll @Size(max = 200) List<@IntRange(min = -1500, max = 1500) Integer> steps) {
    byte next = 0;
    for (int step : steps) {
      if (step < 0) {
        read(-step);
      } else {
        byte[] frame = new byte[step];
        for (int index = 0; index < step; index++) {
          frame[index] = next++;
        }
        expected.writeBytes(frame);
        queue.add(ByteBuffer.wrap(frame));
      }
      assertEquals(expected.size() - read.size(), queue.size());
      assertTrue(queue.buffers() <= 4 + queue.size() / 32, "buffers: " + queue.buffers());
    }
    read(queue.size());
    assertArrayEquals(expected.toByteArray(), read.toByteArray());
    assertEquals(0, queue.buffers());
  }

  private void read(int most) {
    ByteBuffer into = ByteBuffer.allocate(most);
    int count = queue.read(into);
    assertEquals(count, into.position());
    read.write(into.array(), 0, count);
  }
}
