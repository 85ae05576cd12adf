package io.heddle.udp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;

/// Datagrams of one association that wait before they leave, bounded in bytes:
///
///     keep ──▶ pending: for a name, a route or an upstream ─┬─ release ─▶ released ──▶ output
///                                                           └─ discard
///
/// Pending datagrams are with those who wait for something ([PendingDatagrams]); here is the room
/// for them. For the thread of the association.
final class DatagramBacklog {
  private static final int BYTES = 256 * 1024;

  /// Bytes that count for a waiting datagram besides its payload, so that empty ones are bounded
  /// too.
  private static final int OVERHEAD = 256;

  private record Released(ByteBuffer copy, DatagramDestination destination) {}

  private final UdpStats stats;
  private final Queue<Released> released = new ArrayDeque<>(1);
  private int room = BYTES;

  DatagramBacklog(UdpStats stats) {
    this.stats = stats;
  }

  /// A copy of what remains in `datagram`, with its mark at its position. Without room for it, the
  /// datagram is dropped and counted.
  Optional<ByteBuffer> keep(ByteBuffer datagram) {
    int bytes = datagram.remaining() + OVERHEAD;
    if (bytes > room) {
      stats.addDrop(DropReason.QUEUE_FULL);
      return Optional.empty();
    }
    room -= bytes;
    return Optional.of(ByteBuffer.allocate(datagram.remaining()).put(datagram).flip().mark());
  }

  /// Sends a copy to `destination` when its turn comes.
  void release(ByteBuffer copy, DatagramDestination destination) {
    released.add(new Released(copy, destination));
  }

  /// Drops and counts a copy.
  void discard(ByteBuffer copy, DropReason reason) {
    giveBack(copy);
    stats.addDrop(reason);
  }

  private void giveBack(ByteBuffer copy) {
    room += copy.capacity() + OVERHEAD;
  }

  /// Whether there are released datagrams.
  boolean hasReleased() {
    return !released.isEmpty();
  }

  /// Sends the released datagrams.
  ///
  /// @return false if the output is full
  /// @throws IOException if a port fails
  boolean sendReleased(DatagramOutput output) throws IOException {
    while (!released.isEmpty()) {
      Released first = released.remove();
      giveBack(first.copy());
      first.destination().send(first.copy(), output);
      if (output.full().isPresent()) {
        return false;
      }
    }
    return true;
  }
}
