package io.heddle.udp;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/// The room of one association for datagrams that wait, for a name or for a way: bounded in bytes.
record PendingBudget(Semaphore bytes) {
  private static final int BYTES = 256 * 1024;

  /// What a waiting datagram takes besides its payload, so that empty ones are bounded too.
  private static final int OVERHEAD = 256;

  PendingBudget() {
    this(new Semaphore(BYTES));
  }

  /// A copy of what remains in `datagram`, which waits, its mark at its position; empty if there is
  /// no room for it.
  Optional<ByteBuffer> keep(ByteBuffer datagram) {
    if (!bytes.tryAcquire(datagram.remaining() + OVERHEAD)) {
      return Optional.empty();
    }
    return Optional.of(ByteBuffer.allocate(datagram.remaining()).put(datagram).flip().mark());
  }

  /// Gives back the room of a copy.
  void leave(ByteBuffer copy) {
    bytes.release(copy.capacity() + OVERHEAD);
  }
}
