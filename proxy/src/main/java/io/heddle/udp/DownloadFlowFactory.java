package io.heddle.udp;

import io.heddle.net.Pool;
import io.heddle.net.scheduler.ReadinessSet;
import io.heddle.net.udp.ReceiveBatch;
import io.heddle.net.udp.UdpSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/// Factory of the flows to one client, one for each path.
///
/// @param relay the port that the client knows
/// @param decorator makes the handler of a flow from the usual one
record DownloadFlowFactory(
    UdpSocket relay,
    ClientAddress client,
    UdpStats stats,
    Pool<ReceiveBatch> batches,
    HandlerDecorator decorator) {

  /// Decorator of the handler of a flow.
  @FunctionalInterface
  interface HandlerDecorator {
    DatagramFlow.DatagramHandler decorate(DownloadHandler usual);
  }

  /// A factory of the usual flows.
  DownloadFlowFactory(
      UdpSocket relay, ClientAddress client, UdpStats stats, Pool<ReceiveBatch> batches) {
    this(relay, client, stats, batches, usual -> usual);
  }

  /// A factory of flows with other handlers.
  DownloadFlowFactory withDecorator(HandlerDecorator other) {
    return new DownloadFlowFactory(relay, client, stats, batches, other);
  }

  /// The flow from `path` to the client, which the caller closes.
  ///
  /// @throws IOException if the port of the path is closed
  DatagramFlow from(DatagramPath path, ReadinessSet readiness) throws IOException {
    DatagramOutput output = new DatagramOutput(stats, stats::addDownloads);
    return new DatagramFlow(
        path.socket(),
        decorator.decorate(new DownloadHandler(path, this)),
        output,
        batches,
        readiness);
  }

  /// Handler of the datagrams that come in by one path: sends each to the client, with its source in
  /// the header.
  record DownloadHandler(DatagramPath path, DownloadFlowFactory flows)
      implements DatagramFlow.DatagramHandler {

    @Override
    public void handle(ByteBuffer datagram, InetSocketAddress source, DatagramOutput output) {
      Optional<InetSocketAddress> to = unwrap(datagram, source);
      if (to.isPresent()) {
        int payload = datagram.remaining();
        output.add(flows.relay, datagram.reset(), payload, to.get());
      }
    }

    /// Turns a datagram into one for the client, or drops and counts it.
    ///
    /// @return the address of the client; empty if the datagram is dropped
    Optional<InetSocketAddress> unwrap(ByteBuffer datagram, InetSocketAddress source) {
      Optional<DropReason> objection = path.unwrap(datagram, source);
      Optional<InetSocketAddress> to = flows.client.address();
      if (objection.isPresent()) {
        flows.stats.addDrop(objection.get());
        return Optional.empty();
      }
      if (to.isEmpty()) {
        flows.stats.addDrop(DropReason.NO_CLIENT);
      }
      return to;
    }
  }
}
