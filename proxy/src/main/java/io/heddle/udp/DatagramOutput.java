package io.heddle.udp;

import io.heddle.net.udp.GsoBatch;
import io.heddle.net.udp.UdpSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;

/// Sending side of one [DatagramFlow]. It never waits, and drops nothing when a socket is full.
///
///     add ──▶ batch: datagrams to one address ──▶ one system call (GSO), or one for each
///         └─▶ unsent: the datagram that found the socket full
///
/// When a socket is full, the batch and that one datagram are kept. The caller then adds no more, and
/// calls [#flush] when the socket is writable again. Not thread-safe.
final class DatagramOutput {
  /// Counter of the datagrams that have been sent.
  @FunctionalInterface
  interface SentCounter {
    void add(int datagrams, long bytes);
  }

  private record Unsent(
      UdpSocket socket, ByteBuffer datagram, int payload, InetSocketAddress address) {}

  private final UdpStats stats;
  private final SentCounter sent;
  private Optional<GsoBatch> batch = Optional.empty();
  private Optional<UdpSocket> batchSocket = Optional.empty();
  private int sentSingly;
  private Optional<Unsent> unsent = Optional.empty();
  private Optional<UdpSocket> full = Optional.empty();

  /// @param stats counts what cannot be sent
  /// @param sent counts what was sent
  DatagramOutput(UdpStats stats, SentCounter sent) {
    this.stats = stats;
    this.sent = sent;
  }

  /// Collects datagrams in `next`, an empty batch, from now on. All of them lie in its buffer.
  void attach(GsoBatch next) {
    batch = Optional.of(next);
  }

  /// Gives up the batch, after [#flush] has sent it or to drop what is left. Its memory goes back to
  /// a pool, so another output may use it from then on.
  void detach() {
    batch = Optional.empty();
  }

  /// Takes what remains in `datagram`. Sends it at once if it is in an array, with the batch
  /// otherwise; its bytes stay as they are until [#flush] succeeds.
  ///
  /// @param payload number of its bytes that count as relayed
  void add(UdpSocket socket, ByteBuffer datagram, int payload, InetSocketAddress address) {
    if (!datagram.hasArray() && collect(socket, datagram, payload, address)) {
      return;
    }
    if (!flush()) {
      unsent = Optional.of(new Unsent(socket, datagram.duplicate(), payload, address));
    } else if (datagram.hasArray()) {
      sendOrKeep(new Unsent(socket, datagram, payload, address));
    } else {
      collect(socket, datagram, payload, address);
    }
  }

  private boolean collect(
      UdpSocket socket, ByteBuffer datagram, int payload, InetSocketAddress address) {
    GsoBatch present = batch.orElseThrow();
    if (batchSocket.isEmpty() || batchSocket.get() != socket) {
      if (present.count() > 0) {
        return false;
      }
      batchSocket = Optional.of(socket);
    }
    return present.tryAdd(datagram, payload, address);
  }

  /// The socket that has no room at the moment.
  Optional<UdpSocket> full() {
    return full;
  }

  /// Sends everything that was added.
  ///
  /// @return false if a socket is full
  boolean flush() {
    full = Optional.empty();
    if (batch.isPresent() && batch.get().count() > 0 && !sendBatch(batch.get())) {
      full = batchSocket;
      return false;
    }
    if (unsent.isPresent()) {
      Unsent waiting = unsent.get();
      unsent = Optional.empty();
      sendOrKeep(waiting);
    }
    return unsent.isEmpty();
  }

  private boolean sendBatch(GsoBatch waiting) {
    UdpSocket socket = batchSocket.orElseThrow();
    if (sentSingly == 0) {
      switch (socket.send(waiting)) {
        case SENT -> {
          count(waiting);
          waiting.clear();
          return true;
        }
        case FULL -> {
          return false;
        }
        case UNSUPPORTED -> {}
      }
    }
    while (sentSingly < waiting.count()) {
      int index = sentSingly;
      if (!send(socket, waiting.datagram(index), waiting.payload(index), waiting.destination())) {
        return false;
      }
      sentSingly++;
    }
    sentSingly = 0;
    waiting.clear();
    return true;
  }

  private void count(GsoBatch batch) {
    long bytes = 0;
    for (int i = 0; i < batch.count(); i++) {
      bytes += batch.payload(i);
    }
    sent.add(batch.count(), bytes);
  }

  private void sendOrKeep(Unsent one) {
    if (!send(one.socket(), one.datagram(), one.payload(), one.address())) {
      unsent = Optional.of(one);
      full = Optional.of(one.socket());
    }
  }

  /// Sends or drops one datagram.
  ///
  /// @return false if the socket is full
  private boolean send(
      UdpSocket socket, ByteBuffer datagram, int payload, InetSocketAddress address) {
    if (datagram.remaining() > UdpSocket.maxLength(address.getAddress())) {
      stats.addDrop(DropReason.TOO_LARGE);
      return true;
    }
    try {
      if (!socket.send(datagram, address)) {
        return false;
      }
      sent.add(1, payload);
    } catch (ClosedChannelException e) {
      // The socket is that of a path that has been given up since.
      stats.addDrop(DropReason.NO_RELAY);
    } catch (IOException e) {
      stats.addDrop(DropReason.SEND_FAILED);
    }
    return true;
  }
}
