package io.heddle.udp;

import io.heddle.net.BufferPool;
import java.io.IOException;
import java.nio.ByteBuffer;

/// One direction of an association: a loop that relays what is there, then waits without a buffer.
sealed interface Direction permits Upload, Download {
  /// Datagrams in one turn, after which other threads get theirs: a flood must not hold a carrier.
  int TURN = 64;

  /// Waits until [#relayNext] may have something to do.
  void awaitReadable() throws IOException;

  /// Relays or drops the next datagram, without waiting for one.
  ///
  /// @param buffer empty
  /// @return false if there is none
  boolean relayNext(ByteBuffer buffer) throws IOException;

  /// Relays until the thread is interrupted.
  ///
  /// It waits after each turn, even if there is more, which the poller then says at once: only a
  /// thread that has waited queues behind all others that are ready. One that merely yields stays
  /// in its carrier's own queue, before all that the poller has woken.
  ///
  /// @throws java.nio.channels.ClosedByInterruptException then
  /// @throws IOException if the port fails
  default void run(BufferPool buffers) throws IOException {
    while (true) {
      awaitReadable();
      relayTurn(buffers);
    }
  }

  private void relayTurn(BufferPool buffers) throws IOException {
    ByteBuffer buffer = buffers.take();
    try {
      int relayed = 0;
      while (relayed < TURN && relayNext(buffer.clear())) {
        relayed++;
      }
    } finally {
      buffers.give(buffer);
    }
  }
}
