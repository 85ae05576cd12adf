package io.heddle.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.Await;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("component")
class BufferPoolTest {
  private final BufferPool buffers = new BufferPool(4L * BufferPool.CAPACITY);

  @Test
  void aBufferIsUsedAgain() {
    ByteBuffer direct = buffers.takeForTransfer();
    ByteBuffer array = buffers.takeForRecords();
    assertTrue(direct.isDirect());
    assertTrue(array.hasArray());
    buffers.give(direct);
    buffers.give(array.position(1));
    assertSame(array, buffers.takeForRecords());
    assertEquals(0, array.position());
    assertSame(direct, buffers.takeForTransfer());
  }

  @Test
  void whenManyAreInUseOthersAreSmall() {
    List<ByteBuffer> taken = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      taken.add(buffers.takeForRecords());
      assertEquals(BufferPool.CAPACITY, taken.getLast().capacity());
    }
    assertTrue(buffers.isScarce());
    assertEquals(BufferPool.RECORD_CAPACITY, buffers.takeForRecords().capacity());
    assertEquals(BufferPool.SMALL_CAPACITY, buffers.takeForTransfer().capacity());
    taken.forEach(buffers::give);
    assertFalse(buffers.isScarce());
    assertEquals(BufferPool.CAPACITY, buffers.takeForTransfer().capacity());
  }

  /// Readers that do not read hold no buffer, and the more they are, the less is read for each.
  @Test
  void slowReadersHoldNoBuffer() throws Exception {
    try (ServerSocketChannel listener = ServerSocketChannel.open().bind(null)) {
      List<SocketChannel> readers = new ArrayList<>();
      List<Thread> writers = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        readers.add(SocketChannel.open(listener.getLocalAddress()));
        SocketChannel accepted = listener.accept();
        accepted.configureBlocking(false);
        writers.add(Thread.ofVirtual().start(() -> writeForEver(new SocketConnection(accepted))));
      }
      Await.until("all wait", () -> buffers.taken() == 0 && buffers.isScarce());
      assertEquals(BufferPool.SMALL_CAPACITY, buffers.takeForTransfer().capacity());
      for (SocketChannel reader : readers) {
        reader.close();
      }
      for (Thread writer : writers) {
        writer.join();
      }
      assertFalse(buffers.isScarce());
    }
  }

  private void writeForEver(Connection sink) {
    try (sink) {
      while (true) {
        ByteBuffer buffer = buffers.takeForTransfer();
        buffers.write(buffer.position(buffer.limit()).flip(), sink);
      }
    } catch (IOException e) {
      // The reader is gone.
    }
  }
}
