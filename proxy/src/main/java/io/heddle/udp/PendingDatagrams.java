package io.heddle.udp;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;

/// Datagrams that wait for one event, in their order. For the thread of the association.
final class PendingDatagrams {
  private record Pending(ByteBuffer copy, DatagramDestination destination) {}

  private final DatagramBacklog backlog;
  private final Queue<Pending> queue = new ArrayDeque<>(1);

  /// @param backlog has the room for them
  PendingDatagrams(DatagramBacklog backlog) {
    this.backlog = backlog;
  }

  /// Adds a copy of what remains in `datagram`, or drops and counts it.
  void add(ByteBuffer datagram, DatagramDestination destination) {
    backlog.keep(datagram).ifPresent(copy -> queue.add(new Pending(copy, destination)));
  }

  /// Sends each to its own destination.
  void release() {
    while (!queue.isEmpty()) {
      Pending first = queue.remove();
      backlog.release(first.copy(), first.destination());
    }
  }

  /// Sends all to `destination` instead of their own.
  void releaseTo(DatagramDestination destination) {
    while (!queue.isEmpty()) {
      backlog.release(queue.remove().copy(), destination);
    }
  }

  /// Drops and counts all.
  void discard(DropReason reason) {
    while (!queue.isEmpty()) {
      backlog.discard(queue.remove().copy(), reason);
    }
  }
}
