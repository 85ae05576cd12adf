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
      count(count);
    } catch (IOException e) {
      throw new SinkException(e);
    }
  }

  private void count(int moved) {
    counter.lazySet(counter.getPlain() + moved);
  }

  /// Moves the bytes that are there, as [#move], but does not wait for the sink either: what that does
  /// not take now goes back into the reader of the source.
  ///
  /// @return the number of bytes that were there; 0 if there are none yet; [#END] at the end
  int moveNow() throws IOException {
    ByteBuffer buffer = buffers.takeForTransfer();
    try {
      int count = source.readNow(buffer);
      if (count > 0) {
        writeNow(buffer.flip());
      }
      return count;
    } finally {
      buffers.give(buffer);
    }
  }

  /// Whether the bytes that [#moveNow] has just moved are the first of this direction.
  boolean isFirst(int count) {
    return count > 0 && counter.getPlain() == count;
  }

  private void writeNow(ByteBuffer bytes) throws SinkException {
    try {
      boolean _ = sink.writeNow(bytes);
    } catch (IOException e) {
      throw new SinkException(e);
    }
    count(bytes.position());
    source.reader().unread(bytes);
  }
}
