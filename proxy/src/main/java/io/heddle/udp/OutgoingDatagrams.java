package io.heddle.udp;

import io.heddle.net.udp.GsoBatch;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/// Datagrams on their way out by one port, at once or in runs. For one thread.
final class OutgoingDatagrams {
  private final Optional<GsoBatch> batch;
  private final DatagramSender sender;
  private final Counter counter;

  /// Counts what has left.
  interface Counter {
    void relayed(int datagrams, long bytes);
  }

  private OutgoingDatagrams(Optional<GsoBatch> batch, DatagramSender sender, Counter counter) {
    this.batch = batch;
    this.sender = sender;
    this.counter = counter;
  }

  /// Sends each when it is added.
  static OutgoingDatagrams immediately(DatagramSender sender, Counter counter) {
    return new OutgoingDatagrams(Optional.empty(), sender, counter);
  }

  /// Lets them wait for others that can leave with them, and at the longest until [#flush].
  static OutgoingDatagrams inBatches(GsoBatch batch, DatagramSender sender, Counter counter) {
    return new OutgoingDatagrams(Optional.of(batch), sender, counter);
  }

  /// Takes what remains in `datagram`.
  ///
  /// @param payload how many of its bytes count
  /// @throws IOException if the port is closed or the thread interrupted
  void add(ByteBuffer datagram, int payload, InetSocketAddress to) throws IOException {
    if (batch.isEmpty()) {
      sendOne(datagram, payload, to);
    } else if (!batch.get().add(datagram, payload, to)) {
      flush();
      batch.get().add(datagram, payload, to);
    }
  }

  /// Sends what waits.
  void flush() throws IOException {
    if (batch.isPresent() && batch.get().count() > 0) {
      send(batch.get());
      batch.get().clear();
    }
  }

  private void send(GsoBatch waiting) throws IOException {
    int count = waiting.count();
    if (sender.port().send(waiting)) {
      long bytes = 0;
      for (int i = 0; i < count; i++) {
        bytes += waiting.payload(i);
      }
      counter.relayed(count, bytes);
      return;
    }
    for (int i = 0; i < count; i++) {
      sendOne(waiting.datagram(i), waiting.payload(i), waiting.to());
    }
  }

  private void sendOne(ByteBuffer datagram, int payload, InetSocketAddress to) throws IOException {
    if (sender.send(datagram, to)) {
      counter.relayed(1, payload);
    }
  }
}
