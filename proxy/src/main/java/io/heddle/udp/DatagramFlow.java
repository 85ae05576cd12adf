package io.heddle.udp;

import static io.heddle.net.scheduler.Readiness.Event.READABLE;
import static io.heddle.net.scheduler.Readiness.Event.WRITABLE;

import io.heddle.net.Pool;
import io.heddle.net.scheduler.ReadinessSet;
import io.heddle.net.udp.DatagramPort;
import io.heddle.net.udp.ReceiveBatch;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/// Direction of an association: receives datagrams from one port and has a [DatagramHandler]
/// send them on, in turns of at most one [ReceiveBatch].
///
/// Never waits. When an output port is full, the rest of the batch stays here, and the flow receives
/// nothing until that port is writable again: what comes meanwhile waits in the socket, and the
/// other flows go on. Holds no batch between turns otherwise. For one thread.
final class DatagramFlow implements AutoCloseable {
  private final DatagramPort source;
  private final DatagramHandler handler;
  private final DatagramOutput output;
  private final Pool<ReceiveBatch> batches;
  private final ReadinessSet waits;
  private ReadinessSet.Member member;
  private boolean blocked;
  private Optional<ReceiveBatch> batch = Optional.empty();
  private int next;

  /// @param waits gets the port that the flow waits for, until the flow is closed
  /// @throws IOException if `source` is closed
  DatagramFlow(
      DatagramPort source,
      DatagramHandler handler,
      DatagramOutput output,
      Pool<ReceiveBatch> batches,
      ReadinessSet waits)
      throws IOException {
    this.source = source;
    this.handler = handler;
    this.output = output;
    this.batches = batches;
    this.waits = waits;
    member = waits.add(source.channel(), READABLE);
  }

  /// Relays what is there, up to one batch, if the wait has found anything.
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

  /// Waits for the port that is full, or for the next datagrams.
  private void updateWait() throws IOException {
    Optional<DatagramPort> full = output.full();
    if (full.isPresent() || blocked) {
      waits.remove(member);
      blocked = full.isPresent();
      member = waits.add(full.orElse(source).channel(), blocked ? WRITABLE : READABLE);
    }
  }

  private void release() {
    output.detach();
    batch.ifPresent(batches::give);
    batch = Optional.empty();
  }

  /// Drops what is left, and waits for nothing more.
  @Override
  public void close() {
    waits.remove(member);
    release();
  }

  /// Decision where the datagrams of one flow go.
  sealed interface DatagramHandler permits UploadHandler, DownloadFlows.DownloadHandler {
    /// Sends a datagram, keeps a copy for later, or drops and counts it.
    ///
    /// @param datagram a buffer with its mark at its position, and [ReceiveBatch#HEADROOM] before that;
    ///     what the output has taken stays unchanged until the output is flushed
    void handle(ByteBuffer datagram, InetSocketAddress source, DatagramOutput output);

    /// Whether there are datagrams that have waited and need wait no longer.
    default boolean hasBacklog() {
      return false;
    }

    /// Sends the datagrams that have waited and need wait no longer.
    ///
    /// @return false if an output port is full
    default boolean sendBacklog(DatagramOutput output) {
      return true;
    }
  }
}
