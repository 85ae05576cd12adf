package io.heddle.udp;

import io.heddle.fault.DatagramFault;
import io.heddle.fault.DatagramLine;
import io.heddle.udp.DatagramFlow.DatagramHandler;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntConsumer;

/// Delay lines of the datagrams that come to the client by the flows of one [FaultyPath], one for each
/// flow.
final class FaultyDownloads {
  /// Datagram with its header, and the number of its bytes behind that.
  private record Download(ByteBuffer datagram, int payload) {}

  private final DatagramFault fault;
  private final DownloadFlowFactory toClient;
  private final IntConsumer counter;
  private final List<DatagramLine<Download>> lines = new ArrayList<>(1);

  /// @param counter told the bytes of each datagram
  FaultyDownloads(DatagramFault fault, DownloadFlowFactory toClient, IntConsumer counter) {
    this.fault = fault;
    this.toClient = toClient;
    this.counter = counter;
  }

  /// A handler that holds what another one would send.
  DatagramHandler decorate(DownloadFlowFactory.DownloadHandler inner) {
    DatagramLine<Download> line = fault.newLine();
    lines.add(line);
    return new FaultyDownloadHandler(inner, line);
  }

  /// The time until a datagram may leave.
  long waitNanos(long now) {
    long least = Long.MAX_VALUE;
    for (DatagramLine<Download> line : lines) {
      least = Math.min(least, line.waitNanos(now));
    }
    return least;
  }

  void clear() {
    lines.forEach(DatagramLine::clear);
  }

  /// Handler of the datagrams of one flow.
  final class FaultyDownloadHandler implements DatagramHandler {
    private final DownloadFlowFactory.DownloadHandler inner;
    private final DatagramLine<Download> line;

    private FaultyDownloadHandler(
        DownloadFlowFactory.DownloadHandler inner, DatagramLine<Download> line) {
      this.inner = inner;
      this.line = line;
    }

    @Override
    public void handle(ByteBuffer datagram, InetSocketAddress source, DatagramOutput output) {
      if (inner.unwrap(datagram, source).isPresent()) {
        int payload = datagram.remaining();
        ByteBuffer whole = datagram.reset();
        int length = whole.remaining();
        ByteBuffer copy = ByteBuffer.allocate(length).put(whole).flip();
        counter.accept(payload);
        FaultyPath.drop(
            fault,
            line.add(new Download(copy, payload), length, System.nanoTime()),
            toClient.stats());
      }
    }

    @Override
    public boolean hasBacklog() {
      return line.waitNanos(System.nanoTime()) <= 0;
    }

    @Override
    public boolean sendBacklog(DatagramOutput output) {
      long now = System.nanoTime();
      boolean room = true;
      while (room && line.waitNanos(now) <= 0) {
        Download next = line.poll(now).orElseThrow();
        Optional<InetSocketAddress> client = toClient.client().address();
        output.add(toClient.relay(), next.datagram(), next.payload(), client.orElseThrow());
        room = output.full().isEmpty();
      }
      return room;
    }
  }
}
