package io.heddle.udp;

import io.heddle.net.Connection;
import io.heddle.net.scheduler.ReadinessSet;
import io.heddle.time.Deadline;
import io.heddle.udp.UdpAssociation.AssociationEnd;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;

/// Loop of one association: it waits until a socket is ready or a task has a result, relays at most
/// one batch from each side, and waits again.
///
/// It waits after each turn, even if there is more. Then other threads of its carrier run first, so
/// that a flood cannot hold the carrier; and neither side of the association can starve the other.
///
/// The association's thread creates and closes it.
final class AssociationLoop implements AutoCloseable {
  /// Time after which unread bytes of a control connection are read, if no socket is ready before.
  private static final Duration UNREAD_PAUSE = Duration.ofMillis(1);

  private final ReadinessSet readiness;
  private final AssociationTasks tasks;
  private final ControlConnection control;
  private final DatagramFlow upload;
  private final DatagramFlow download;
  private final UpstreamPaths upstreams;

  /// @param readiness an empty set, which stays the caller's
  /// @param control stays the caller's, as does `direct`
  /// @throws IOException if a channel is closed
  AssociationLoop(
      ReadinessSet readiness,
      Connection control,
      DownloadFlowFactory downloads,
      DirectPath direct,
      DatagramRoute.RouteSelector routes,
      UdpAssociationFactory shared)
      throws IOException {
    this.readiness = readiness;
    tasks = new AssociationTasks(readiness);
    UdpStats stats = downloads.stats();
    DatagramBacklog backlog = new DatagramBacklog(stats);
    var context = new AssociationContext(shared, direct, readiness, tasks, backlog, stats);
    upstreams = new UpstreamPaths(context, downloads);
    var destinations = new DestinationTable(routes, context, upstreams);
    var uploads = new UploadHandler(downloads.client(), destinations, backlog, stats);
    var output = new DatagramOutput(stats, stats::addUploads);
    this.control = new ControlConnection(control, readiness);
    upload = new DatagramFlow(downloads.relay(), uploads, output, shared.batches(), readiness);
    download = downloads.from(direct, readiness);
  }

  /// Relays until the control connection ends.
  ///
  /// @throws ClosedByInterruptException if the thread is interrupted
  /// @throws IOException if a port fails
  AssociationEnd run() throws IOException {
    ControlConnection.State state = control.run();
    while (state == ControlConnection.State.OPEN) {
      boolean _ = readiness.await(limit());
      tasks.applyResults();
      upload.run();
      download.run();
      upstreams.run();
      state = control.run();
    }
    return state == ControlConnection.State.ENDED
        ? AssociationEnd.CLOSED
        : AssociationEnd.CLIENT_RESET;
  }

  private Deadline limit() {
    if (control.hasUnread() || upstreams.hasUnread()) {
      return Deadline.after(UNREAD_PAUSE);
    }
    long wait = upstreams.waitNanos(Long.MAX_VALUE);
    // What may leave now has found no room, so it is not tried again at once.
    return wait == Long.MAX_VALUE
        ? Deadline.NONE
        : Deadline.after(Duration.ofNanos(Math.max(wait, UNREAD_PAUSE.toNanos())));
  }

  @Override
  public void close() {
    tasks.close();
    upstreams.close();
    upload.close();
    download.close();
    control.close();
  }
}
