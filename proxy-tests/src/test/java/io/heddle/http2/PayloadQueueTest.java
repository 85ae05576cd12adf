package io.heddle.http2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("component")
class PayloadQueueTest {
  private final PayloadQueue queue = new PayloadQueue();

  /// A buffer for each would take seventy times the memory.
  @Test
  void smallFramesAreJoined() {
    for (int count = 0; count < 100_000; count++) {
      queue.add(ByteBuffer.allocate(1));
    }
    assertEquals(100_000, queue.size());
    assertTrue(queue.buffers() < 100, "buffers: " + queue.buffers());
  }

  @Test
  void largeFramesAreKeptAsTheyAre() {
    ByteBuffer first = ByteBuffer.allocate(1);
    ByteBuffer large = ByteBuffer.allocate(PayloadQueue.LARGE);
    queue.add(first);
    queue.add(large);
    assertEquals(2, queue.buffers());
  }
}
