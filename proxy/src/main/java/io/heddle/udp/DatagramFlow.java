package io.heddle.udp;

import static io.heddle.net.scheduler.Readiness.Event.READABLE;
import static io.heddle.net.scheduler.Readiness.Event.WRITABLE;

import io.heddle.net.Pool;
import io.heddle.net.scheduler.ReadinessSet;
import io.heddle.net.udp.ReceiveBatch;
import io.heddle.net.udp.UdpSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/// Direction of an association: receives datagrams from one port and has a [DatagramHandler]
/// send them on, in turns of at most one [ReceiveBatch].
///
/// A flow never waits. When an output port is full, the rest of the batch stays in the flow, which
/// receives nothing until that port is writable again. New datagrams wait in the socket meanwhile,
/// and the other flows go on. A flow that is not blocked holds no batch between turns. For one
/// thread.
final class DatagramFlow implements AutoCloseable {
  private final UdpSocket source;
  private final DatagramHandler handler;
  private final DatagramOutput output;
  private final Pool<ReceiveBatch> batches;
  private final ReadinessSet readiness;
  private ReadinessSet.Member member;
  private boolean blocked;
  private Optional<ReceiveBatch> batch = Optional.empty();
  private int next;

  /// @param readiness the set that holds the port that the flow waits for, until [#close]
  /// @throws IOException if `source` is closed
  DatagramFlow(
      UdpSocket source,
      DatagramHandler handler,
      DatagramOutput output,
      Pool<ReceiveBatch> batches,
      ReadinessSet readiness)
      throws IOException {
    this.source = source;
    this.handler = handler;
    this.output = output;
    this.batches = batches;
    this.readiness = readiness;
    member = readiness.add(source.channel(), READABLE);
  }

  /// Relays the datagrams that are there, up to one batch, if the last wait has found the port ready.
  ///
  /// @throws IOException if a port fails
  void run() throws IOException {
    if (member.isReady() || handler.hasBacklog()) {
      relay();
      updateWait();
    }
  }

  private void relay() throws IOException {
    if (output.flush() && handler.sendBacklog(output)) {
      ReceiveBatch current = batch.isPresent() ? batch.get() : receive();
      if (handleRest(current) && output.flush()) {
        release();
      }
    }
  }

  private ReceiveBatch receive() throws IOException {
    ReceiveBatch received = batches.take();
    batch = Optional.of(received);
    source.receive(received);
    output.attach(received.sendBatch());
    next = 0;
    return received;
  }

  /// @return false if an output port is full
  private boolean handleRest(ReceiveBatch current) {
    while (next < current.count()) {
      int index = next++;
      handler.handle(current.datagram(index), current.source(index), output);
      if (output.full().isPresent()) {
        return false;
      }
    }
    return true;
  }

  /// Changes the wait to the port that is full, or back to the source.
  private void updateWait() throws IOException {
    Optional<UdpSocket> full = output.full();
    if (full.isPresent() || blocked) {
      readiness.remove(member);
      blocked = full.isPresent();
      member = readiness.add(full.orElse(source).channel(), blocked ? WRITABLE : READABLE);
    }
  }

  private void release() {
    output.detach();
    batch.ifPresent(batches::give);
    batch = Optional.empty();
  }

  /// Drops the rest of the batch, and removes the port from the set.
  @Override
  public void close() {
    readiness.remove(member);
    release();
  }

  /// Decision about the destination of each datagram of one flow.
  sealed interface DatagramHandler
      permits UploadHandler,
          DownloadFlowFactory.DownloadHandler,
          FaultyDownloads.FaultyDownloadHandler {
    /// Sends a datagram, keeps a copy for later, or drops and counts it.
    ///
    /// @param datagram a buffer with its mark at its position, and [ReceiveBatch#HEADROOM] before that;
    ///     what the output has taken stays unchanged until the output is flushed
    void handle(ByteBuffer datagram, InetSocketAddress source, DatagramOutput output);

    /// Whether there are released datagrams of a [DatagramBacklog].
    default boolean hasBacklog() {
      return false;
    }

    /// Sends the released datagrams.
    ///
    /// @return false if an output port is full
    default boolean sendBacklog(DatagramOutput output) {
      return true;
    }
  }
}
