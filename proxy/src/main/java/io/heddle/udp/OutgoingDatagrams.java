package io.heddle.udp;

import io.heddle.net.udp.GsoBatch;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/// Datagrams on their way out by one port, at once or in runs. For one thread.
final class OutgoingDatagrams {
  private final Optional<GsoBatch> run;
  private final DatagramSender sending;
  private final Counter counter;

  /// Counts what has left.
  interface Counter {
    void relayed(int datagrams, long bytes);
  }

  private OutgoingDatagrams(Optional<GsoBatch> run, DatagramSender sending, Counter counter) {
    this.run = run;
    this.sending = sending;
    this.counter = counter;
  }

  /// Sends each when it is added.
  static OutgoingDatagrams atOnce(DatagramSender sending, Counter counter) {
    return new OutgoingDatagrams(Optional.empty(), sending, counter);
  }

  /// Lets them wait for others that can leave with them, and at the longest until [#flush].
  static OutgoingDatagrams inRuns(GsoBatch run, DatagramSender sending, Counter counter) {
    return new OutgoingDatagrams(Optional.of(run), sending, counter);
  }

  /// Takes what remains in `datagram`.
  ///
  /// @param payload how many of its bytes count
  /// @throws IOException if the port is closed or the thread interrupted
  void add(ByteBuffer datagram, int payload, InetSocketAddress to) throws IOException {
    if (run.isEmpty()) {
      sendOne(datagram, payload, to);
    } else if (!run.get().tryAdd(datagram, payload, to)) {
      flush();
      run.get().tryAdd(datagram, payload, to);
    }
  }

  /// Sends what waits.
  void flush() throws IOException {
    if (run.isPresent() && run.get().count() > 0) {
      send(run.get());
      run.get().clear();
    }
  }

  private void send(GsoBatch waiting) throws IOException {
    int count = waiting.count();
    if (sending.port().send(waiting)) {
      long bytes = 0;
      for (int i = 0; i < count; i++) {
        bytes += waiting.payload(i);
      }
      counter.relayed(count, bytes);
      return;
    }
    for (int i = 0; i < count; i++) {
      sendOne(waiting.datagram(i), waiting.payload(i), waiting.destination());
    }
  }

  private void sendOne(ByteBuffer datagram, int payload, InetSocketAddress to) throws IOException {
    if (sending.send(datagram, to)) {
      counter.relayed(1, payload);
    }
  }
}
