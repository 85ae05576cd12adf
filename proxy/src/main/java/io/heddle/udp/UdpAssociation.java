package io.heddle.udp;

import io.heddle.address.Endpoint;
import io.heddle.concurrent.ForkedTask;
import io.heddle.concurrent.TaskResult;
import io.heddle.concurrent.TaskScope;
import io.heddle.net.Connection;
import io.heddle.net.IdleWatch;
import java.io.IOException;
import java.time.Duration;

/// One client's way to send and receive datagrams, as long as its TCP connection lasts.
///
///     client ══ upload ══▶ relay port │ path ══▶ targets      control: the TCP connection, whose
///     client ◀═ download ═ relay port │ path ◀══ anyone       end ends the association
///
/// Three tasks in one scope; the first to end ends the others. Has its ports from [UdpAssociationFactory],
/// which are closed with it; the connection stays the caller's.
public final class UdpAssociation implements IdleWatch.Watched, AutoCloseable {
  /// How an association ended, as the log says it.
  public enum EndReason {
    /// The client ended its connection.
    CLOSED,
    CLIENT_RESET,
    /// A port failed, which the system then has a reason for.
    BROKEN,
    /// Nothing was relayed for the idle limit.
    IDLE,
    /// The proxy shut down.
    SHUTDOWN
  }

  private final UdpAssociationFactory shared;
  private final Connection control;
  private final ClientAddress client;
  private final RelayPort relay;
  private final DirectPath path;
  private final UdpStats stats;

  /// Takes over `relay` and `path`.
  UdpAssociation(
      UdpAssociationFactory shared,
      Connection control,
      ClientAddress client,
      RelayPort relay,
      DirectPath path,
      UdpStats stats) {
    this.shared = shared;
    this.control = control;
    this.client = client;
    this.relay = relay;
    this.path = path;
    this.stats = stats;
  }

  /// Where the client sends its datagrams.
  public Endpoint bound() {
    return relay.bound();
  }

  /// Relays until it is over. To stop it early, interrupt the thread.
  ///
  /// @param routes asked about each new target, by one thread
  public EndReason run(DatagramRoute.RouteSelector routes, IdleWatch watch) {
    IdleWatch.Entry entry = watch.begin(this);
    EndReason outcome = join(routes);
    return entry.end() ? EndReason.IDLE : outcome;
  }

  private EndReason join(DatagramRoute.RouteSelector routes) {
    try (var scope = TaskScope.openUntilFirst()) {
      ForkedTask<EndReason> connection = scope.fork(this::awaitEnd);
      scope.fork(() -> upload(routes));
      scope.fork(this::download);
      scope.join();
      return connection.result() instanceof TaskResult.Success(EndReason outcome)
          ? outcome
          : EndReason.BROKEN;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return EndReason.SHUTDOWN;
    }
  }

  private EndReason awaitEnd() {
    try {
      ControlStream.awaitEnd(control);
      return EndReason.CLOSED;
    } catch (IOException e) {
      return EndReason.CLIENT_RESET;
    }
  }

  private EndReason upload(DatagramRoute.RouteSelector routes) throws IOException {
    try (var scope = TaskScope.open()) {
      PendingLookups lookups =
          new PendingLookups(
              scope, shared.targets(), shared.timeouts().names(), new PendingBudget());
      Paths paths = new Paths(path, shared, scope, lookups, this::relayFrom, stats);
      DestinationTable destinations = new DestinationTable(routes, paths);
      try {
        new UploadLoop(relay.port(), client, destinations, path, stats).run(shared.batches());
      } finally {
        join(scope);
      }
    }
    return EndReason.BROKEN;
  }

  /// Ends what is under way there: the thread has been interrupted, as a rule, and so is all then.
  private static void join(TaskScope scope) {
    try {
      scope.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private EndReason download() throws IOException {
    relayFrom(path);
    return EndReason.BROKEN;
  }

  private void relayFrom(DatagramPath from) throws IOException {
    new DownloadLoop(from, client, new DatagramSender(relay.port(), stats)).run(shared.batches());
  }

  @Override
  public long activity() {
    return stats.uploads() + stats.downloads();
  }

  @Override
  public Duration limit() {
    return shared.timeouts().idle();
  }

  @Override
  public void keepAlive() {
    control.keepAlive();
  }

  @Override
  public void close() {
    relay.close();
    path.close();
  }
}
