package io.heddle.udp;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;

/// Datagrams of one association that wait before they leave, bounded in bytes:
///
///     add ──▶ pending: for a name, a route or an upstream ─┬─ release ─▶ released ──▶ output
///                                                          └─ discard
///
/// Used by the thread of the association alone.
final class DatagramBacklog {
  private static final int BYTES = 256 * 1024;

  /// Bytes that count for a waiting datagram besides its payload, so that empty ones are bounded
  /// too.
  private static final int OVERHEAD = 256;

  private record Waiting(ByteBuffer copy, DatagramDestination destination) {}

  private final UdpStats stats;
  private final Queue<Waiting> released = new ArrayDeque<>(1);
  private int room = BYTES;

  DatagramBacklog(UdpStats stats) {
    this.stats = stats;
  }

  /// An empty queue for one event.
  PendingDatagrams newQueue() {
    return new PendingDatagrams();
  }

  /// Datagrams that wait for one event, in their order.
  final class PendingDatagrams {
    private final Queue<Waiting> queue = new ArrayDeque<>(1);

    private PendingDatagrams() {}

    /// Adds a copy of what remains in `datagram`, its mark at its position. Without room, the
    /// datagram is dropped and counted.
    void add(ByteBuffer datagram, DatagramDestination destination) {
      int bytes = datagram.remaining() + OVERHEAD;
      if (bytes > room) {
        stats.addDrop(DropReason.QUEUE_FULL);
      } else {
        room -= bytes;
        ByteBuffer copy = ByteBuffer.allocate(datagram.remaining()).put(datagram).flip().mark();
        queue.add(new Waiting(copy, destination));
      }
    }

    /// Releases all, each to its own destination.
    void release() {
      released.addAll(queue);
      queue.clear();
    }

    /// Releases all to `destination` instead of their own.
    void releaseTo(DatagramDestination destination) {
      while (!queue.isEmpty()) {
        released.add(new Waiting(queue.remove().copy(), destination));
      }
    }

    /// Drops and counts all.
    void discard(DropReason reason) {
      while (!queue.isEmpty()) {
        giveBack(queue.remove().copy());
        stats.addDrop(reason);
      }
    }
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
  boolean sendReleased(DatagramOutput output) {
    while (!released.isEmpty()) {
      Waiting first = released.remove();
      giveBack(first.copy());
      first.destination().send(first.copy(), output);
      if (output.full().isPresent()) {
        return false;
      }
    }
    return true;
  }
}
