package io.heddle.udp;

import static io.heddle.net.scheduler.Readiness.Event.READABLE;
import static io.heddle.net.scheduler.Readiness.Event.WRITABLE;

import io.heddle.net.Pool;
import io.heddle.net.scheduler.Readiness.Event;
import io.heddle.net.scheduler.ReadySet;
import io.heddle.net.udp.DatagramPort;
import io.heddle.net.udp.ReceiveBatch;
import java.io.IOException;
import java.util.Optional;

/// One direction of an association: receives datagrams from one port and has a [DatagramHandler]
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
  private Optional<ReceiveBatch> batch = Optional.empty();
  private int next;

  DatagramFlow(
      DatagramPort source,
      DatagramHandler handler,
      DatagramOutput output,
      Pool<ReceiveBatch> batches) {
    this.source = source;
    this.handler = handler;
    this.output = output;
    this.batches = batches;
  }

  /// Adds what the flow waits for.
  void addTo(ReadySet waits) {
    waits.add(waitsFor().channel(), event());
  }

  private DatagramPort waitsFor() {
    return output.full().orElse(source);
  }

  private Event event() {
    return output.full().isPresent() ? WRITABLE : READABLE;
  }

  /// Relays what is there, up to one batch, if the flow waits for nothing any more.
  ///
  /// @throws IOException if a port fails
  void run(ReadySet ready) throws IOException {
    if (ready.has(waitsFor().channel(), event())) {
      run();
    }
  }

  /// Relays what is there, up to one batch.
  ///
  /// @throws IOException if a port fails
  void run() throws IOException {
    if (output.flush() && handler.sendBacklog(output)) {
      ReceiveBatch current = batch.isPresent() ? batch.get() : receive();
      if (handleRest(current) && output.flush()) {
        close();
      }
    }
  }

  private ReceiveBatch receive() throws IOException {
    ReceiveBatch received = batches.take();
    batch = Optional.of(received);
    source.receive(received);
    output.attach(received.run());
    next = 0;
    return received;
  }

  /// @return false if an output port is full
  private boolean handleRest(ReceiveBatch current) throws IOException {
    while (next < current.count()) {
      int index = next++;
      handler.handle(current.datagram(index), current.source(index), output);
      if (output.full().isPresent()) {
        return false;
      }
    }
    return true;
  }

  /// Gives the batch back, with what is left in it.
  @Override
  public void close() {
    output.detach();
    batch.ifPresent(batches::give);
    batch = Optional.empty();
  }
}
