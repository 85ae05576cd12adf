package io.heddle.relay;

import io.heddle.net.BufferPool;
import io.heddle.net.Connection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/// Transfer through a buffer of this process, between connections of any kind.
record BufferTransfer(Connection source, Connection sink, AtomicLong counter, BufferPool buffers)
    implements Transfer {

  @Override
  public int move() throws IOException {
    ByteBuffer buffer = buffers.takeForTransfer();
    int count = 0;
    try {
      count = source.readNow(buffer);
    } finally {
      if (count <= 0) {
        buffers.give(buffer);
      }
    }
    if (count > 0) {
      write(buffer.flip(), count);
    }
    return count;
  }

  private void write(ByteBuffer bytes, int count) throws SinkException {
    try {
      buffers.write(bytes, sink);
      counter.lazySet(counter.getPlain() + count);
    } catch (IOException e) {
      throw new SinkException(e);
    }
  }
}
