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
    ByteBuffer buffer = buffers.take();
    try {
      int count = source.readNow(buffer);
      if (count > 0) {
        write(buffer.flip());
      }
      return count;
    } finally {
      buffers.give(buffer);
    }
  }

  private void write(ByteBuffer bytes) throws SinkException {
    try {
      int count = bytes.remaining();
      sink.write(bytes);
      counter.lazySet(counter.getPlain() + count);
    } catch (IOException e) {
      throw new SinkException(e);
    }
  }
}
