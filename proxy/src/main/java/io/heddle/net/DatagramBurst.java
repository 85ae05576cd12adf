package io.heddle.net;

import java.nio.ByteBuffer;

/// The datagrams of one turn, one behind the other in one buffer, so that those that go to one
/// place can leave together.
public final class DatagramBurst {
  /// What there is for one, with all that may be put in front of it.
  private static final int ROOM = 64 * 1024;

  private final ByteBuffer buffer = ByteBuffer.allocateDirect(2 * ROOM);
  private final DatagramRun run = new DatagramRun(buffer);
  private int end;

  /// Forgets all.
  public void clear() {
    end = 0;
    run.clear();
  }

  /// Whether one more fits, however long it is.
  public boolean hasRoom() {
    return buffer.capacity() - end >= ROOM;
  }

  /// The buffer with its mark, its position and its limit around the room for the next one.
  public ByteBuffer next() {
    return buffer.limit(end + ROOM).position(end).mark();
  }

  /// Leaves alone all that is before the buffer's limit.
  public void keep() {
    end = buffer.limit();
  }

  /// Those that wait to leave.
  public DatagramRun run() {
    return run;
  }
}
