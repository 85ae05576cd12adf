package io.heddle.udp;

import io.heddle.net.DatagramBurst;
import io.heddle.net.DatagramRun;
import io.heddle.net.Pool;
import java.io.IOException;
import java.nio.ByteBuffer;

/// One direction of an association: a loop that relays what is there, then waits without a buffer.
sealed interface Direction permits Upload, Download {
  /// Datagrams in one turn, after which other threads get theirs: a flood must not hold a carrier.
  int TURN = 64;

  /// Waits until [#relayNext] may have something to do.
  void awaitReadable() throws IOException;

  /// How datagrams leave, those of one turn together where they can.
  Outgoing outgoing(DatagramRun run);

  /// Relays or drops the next datagram, without waiting for one.
  ///
  /// @param buffer its mark at its position, and room for any datagram behind; what is before its
  ///     limit afterwards stays as it is until the end of the turn
  /// @return false if there is none
  boolean relayNext(ByteBuffer buffer, Outgoing outgoing) throws IOException;

  /// Relays until the thread is interrupted.
  ///
  /// It waits after each turn, even if there is more, which the poller then says at once: only a
  /// thread that has waited queues behind all others that are ready. One that merely yields stays
  /// in its carrier's own queue, before all that the poller has woken.
  ///
  /// @throws java.nio.channels.ClosedByInterruptException then
  /// @throws IOException if the port fails
  default void run(Pool<DatagramBurst> bursts) throws IOException {
    while (true) {
      awaitReadable();
      DatagramBurst burst = bursts.take();
      try {
        burst.clear();
        relayTurn(burst);
      } finally {
        bursts.give(burst);
      }
    }
  }

  private void relayTurn(DatagramBurst burst) throws IOException {
    Outgoing outgoing = outgoing(burst.run());
    int relayed = 0;
    while (relayed < TURN && burst.hasRoom() && relayNext(burst.next(), outgoing)) {
      burst.keep();
      relayed++;
    }
    outgoing.flush();
  }
}
