package io.heddle.udp;

import io.heddle.net.Pool;
import io.heddle.net.scheduler.ReadinessSet;
import io.heddle.net.udp.DatagramPort;
import io.heddle.net.udp.ReceiveBatch;
import java.io.IOException;

/// Factory of the flows to one client, one for each path.
///
/// @param relay the port that the client knows
record DownloadFlows(
    DatagramPort relay, ClientAddress client, UdpStats stats, Pool<ReceiveBatch> batches) {

  /// The flow from `path` to the client, which the caller closes.
  ///
  /// @throws IOException if the port of the path is closed
  DatagramFlow from(DatagramPath path, ReadinessSet waits) throws IOException {
    return new DatagramFlow(
        path.port(),
        new DownloadHandler(path, client, relay, stats),
        new DatagramOutput(stats, stats::addDownloads),
        batches,
        waits);
  }
}
