package io.heddle.udp;

import io.heddle.address.Endpoint;
import io.heddle.fault.DatagramFault;
import io.heddle.fault.DatagramLine;
import io.heddle.fault.FaultKind;
import io.heddle.net.InjectedResetException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.OptionalLong;

/// Path of the datagrams that a rule with a fault routes, with a socket of its own, so that those of
/// other rules pass no code of it:
///
///     client ─▶ delay line ─▶ target      loss before the line; what may leave does so in the
///     client ◀─ delay line ◀─ target      turns of the association's loop
///
/// Used by the thread of the association alone.
final class FaultyPath implements AssociationPath {
  private record Upload(ByteBuffer copy, DatagramDestination destination) {}

  private final DatagramFault fault;
  private final UdpStats stats;
  private final DirectPath direct;
  private final DestinationFactory destinations;
  private final UpstreamPaths upstreams;
  private final DatagramFlow download;
  private final DatagramOutput output;
  private final DatagramLine<Upload> uploads;
  private final FaultyDownloads downloads;
  private long bytes;

  /// @param context of the association, whose direct path is not used
  /// @throws IOException if there is no port left
  FaultyPath(DatagramFault fault, AssociationContext context, DownloadFlowFactory toClient)
      throws IOException {
    this.fault = fault;
    stats = context.stats();
    uploads = fault.newLine();
    downloads = new FaultyDownloads(fault, toClient, this::count);
    output = new DatagramOutput(stats, stats::addUploads);
    direct = DirectPath.open(context.shared().sockets(), context.shared().targets().ownAddresses());
    AssociationContext own = context.withDirect(direct);
    DownloadFlowFactory faulty = toClient.withDecorator(downloads::decorate);
    upstreams = new UpstreamPaths(own, faulty);
    destinations = new DestinationFactory(own, upstreams);
    try {
      download = faulty.from(direct, context.readiness());
    } catch (IOException e) {
      direct.close();
      throw e;
    }
    stats.addFault(fault.fault().toString());
    if (fault.fault().delays()) {
      fault.count(FaultKind.DELAYED);
    }
  }

  /// The destination of datagrams to `target`.
  ///
  /// @param route without the fault
  DatagramDestination destination(Endpoint target, DatagramRoute route) {
    return new FaultyDestination(destinations.of(target, route));
  }

  /// Destination behind the line.
  final class FaultyDestination implements DatagramDestination {
    private final DatagramDestination inner;

    private FaultyDestination(DatagramDestination inner) {
      this.inner = inner;
    }

    @Override
    public void send(ByteBuffer datagram, DatagramOutput unused) {
      int length = datagram.remaining();
      ByteBuffer copy = ByteBuffer.allocate(length).put(datagram).flip().mark();
      count(length);
      drop(fault, uploads.add(new Upload(copy, inner), length, System.nanoTime()), stats);
    }
  }

  /// Counts a datagram that is not held.
  static void drop(DatagramFault fault, DatagramLine.Fate fate, UdpStats stats) {
    if (fate == DatagramLine.Fate.LOST) {
      fault.count(FaultKind.LOST);
      stats.addDrop(DropReason.FAULT);
    } else if (fate == DatagramLine.Fate.CROWDED) {
      stats.addDrop(DropReason.QUEUE_FULL);
    }
  }

  private void count(int length) {
    bytes += length;
  }

  @Override
  public void run() throws InjectedResetException {
    OptionalLong limit = fault.fault().resetAfter();
    if (limit.isPresent() && bytes >= limit.getAsLong()) {
      fault.count(FaultKind.RESET);
      throw new InjectedResetException("a fault of " + fault.rule() + " has ended the association");
    }
    try {
      download.run();
    } catch (IOException e) {
      stats.addDrop(DropReason.NO_RELAY);
    }
    upstreams.run();
    sendDue();
  }

  private void sendDue() {
    boolean room = output.flush();
    long now = System.nanoTime();
    while (room && uploads.waitNanos(now) <= 0) {
      Upload next = uploads.poll(now).orElseThrow();
      next.destination().send(next.copy(), output);
      room = output.full().isEmpty();
    }
  }

  @Override
  public boolean hasUnread() {
    return upstreams.hasUnread();
  }

  @Override
  public long waitNanos() {
    long now = System.nanoTime();
    return Math.min(uploads.waitNanos(now), downloads.waitNanos(now));
  }

  @Override
  public void close() {
    upstreams.close();
    download.close();
    direct.close();
    uploads.clear();
    downloads.clear();
  }
}
