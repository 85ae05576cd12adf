package io.heddle.udp;

import io.heddle.net.Pool;
import io.heddle.net.udp.DatagramPort;
import io.heddle.net.udp.GsoBatch;
import io.heddle.net.udp.ReceiveBatch;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/// One direction of an association: a loop that relays what is there, then waits without a buffer.
sealed interface Direction permits UploadLoop, DownloadLoop {
  /// Where its datagrams come in.
  DatagramPort port();

  /// How datagrams leave, those of one turn together where they can.
  OutgoingDatagrams outgoing(GsoBatch run);

  /// Relays or drops a datagram.
  ///
  /// @param datagram a buffer with its mark at its position, and before that
  ///     [ReceiveBatch#HEADROOM]; it stays as it is until the end of the turn
  void relay(ByteBuffer datagram, InetSocketAddress source, OutgoingDatagrams outgoing)
      throws IOException;

  /// Relays until the thread is interrupted.
  ///
  /// A turn has as many datagrams as there is room for in a burst; then other threads get theirs: a
  /// flood must not hold a carrier. It waits after each turn, even if there is more, which the
  /// poller then says at once: only a thread that has waited queues behind all others that are
  /// ready. One that merely yields stays in its carrier's own queue, before all that the poller has
  /// woken.
  ///
  /// @throws java.nio.channels.ClosedByInterruptException then
  /// @throws IOException if the port fails
  default void run(Pool<ReceiveBatch> bursts) throws IOException {
    while (true) {
      port().awaitReadable();
      ReceiveBatch burst = bursts.take();
      try {
        relayTurn(burst);
      } finally {
        bursts.give(burst);
      }
    }
  }

  private void relayTurn(ReceiveBatch burst) throws IOException {
    port().receive(burst);
    OutgoingDatagrams outgoing = outgoing(burst.sendBatch());
    for (int i = 0; i < burst.count(); i++) {
      relay(burst.datagram(i), burst.source(i), outgoing);
    }
    outgoing.flush();
  }
}
