package io.heddle.udp;

import io.heddle.net.scheduler.ReadySet;
import io.heddle.udp.UdpAssociation.EndReason;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;

/// Loop of one association: waits until any of its sockets is ready or a task has a result, relays
/// what is there, one batch from each side, and waits again.
///
/// It waits after each turn, even if there is more. Then other threads of its carrier run first, so
/// that a flood cannot hold the carrier; and neither side of the association can starve the other.
///
/// The thread that makes this object is the association's; it closes it.
final class RelayLoop implements AutoCloseable {
  private final ControlConnection control;
  private final DatagramFlow upload;
  private final DatagramFlow download;
  private final DatagramBacklog backlog;
  private final AssociationTasks tasks = new AssociationTasks();
  private final UpstreamPaths upstreams;
  private final ReadySet sockets = new ReadySet();

  /// @param client makes the flows to the client, and knows where it sends
  RelayLoop(
      ControlConnection control,
      DownloadFlows client,
      DirectPath direct,
      DatagramRoute.RouteSelector routes,
      UdpAssociationFactory shared) {
    UdpStats stats = client.stats();
    this.control = control;
    backlog = new DatagramBacklog(stats);
    var context = new AssociationContext(shared, direct, tasks, backlog, stats);
    upstreams = new UpstreamPaths(context, client);
    download = client.from(direct);
    var destinations = new DestinationTable(routes, context, upstreams);
    upload =
        new DatagramFlow(
            client.relay(),
            new UploadHandler(client.client(), destinations, backlog, stats),
            new DatagramOutput(stats, stats::addUploads),
            shared.batches());
  }

  /// Relays until the control connection ends.
  ///
  /// @throws ClosedByInterruptException if the thread is interrupted
  /// @throws IOException if a port fails
  EndReason run() throws IOException {
    ControlConnection.State state = control.drain();
    while (state == ControlConnection.State.OPEN) {
      await();
      relayTurn();
      state = control.run(sockets);
    }
    return state == ControlConnection.State.ENDED ? EndReason.CLOSED : EndReason.CLIENT_RESET;
  }

  private void await() throws IOException {
    sockets.clear();
    control.addTo(sockets);
    upload.addTo(sockets);
    download.addTo(sockets);
    upstreams.addTo(sockets);
    sockets.await();
  }

  private void relayTurn() throws IOException {
    tasks.applyResults();
    if (backlog.hasReleased()) {
      upload.run();
    } else {
      upload.run(sockets);
    }
    download.run(sockets);
    upstreams.run(sockets);
  }

  @Override
  public void close() {
    tasks.close();
    upstreams.close();
    upload.close();
    download.close();
  }
}
