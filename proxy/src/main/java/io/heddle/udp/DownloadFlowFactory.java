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
record DownloadFlowFactory(
    UdpSocket relay, ClientAddress client, UdpStats stats, Pool<ReceiveBatch> batches) {

  /// The flow from `path` to the client, which the caller closes.
  ///
  /// @throws IOException if the port of the path is closed
  DatagramFlow from(DatagramPath path, ReadinessSet readiness) throws IOException {
    DatagramOutput output = new DatagramOutput(stats, stats::addDownloads);
    return new DatagramFlow(
        path.socket(), new DownloadHandler(path, this), output, batches, readiness);
  }

  /// Handler of the datagrams that come in by one path: sends each to the client, with its source in
  /// the header.
  record DownloadHandler(DatagramPath path, DownloadFlowFactory flows)
      implements DatagramFlow.DatagramHandler {

    @Override
    public void handle(ByteBuffer datagram, InetSocketAddress source, DatagramOutput output) {
      Optional<DropReason> objection = path.unwrap(datagram, source);
      Optional<InetSocketAddress> to = flows.client.address();
      if (objection.isPresent()) {
        flows.stats.addDrop(objection.get());
      } else if (to.isEmpty()) {
        flows.stats.addDrop(DropReason.NO_CLIENT);
      } else {
        int payload = datagram.remaining();
        output.add(flows.relay, datagram.reset(), payload, to.get());
      }
    }
  }
}
