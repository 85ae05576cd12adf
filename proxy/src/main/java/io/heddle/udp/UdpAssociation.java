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
/// Three tasks in one scope; the first to end ends the others. Has its ports from [Associations],
/// which are closed with it; the connection stays the caller's.
public final class UdpAssociation implements IdleWatch.Watched, AutoCloseable {
  /// How an association ended, as the log says it.
  public enum Outcome {
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

  private final Associations shared;
  private final Connection control;
  private final ClientAddress client;
  private final RelayPort relay;
  private final DirectPath path;
  private final UdpStats tally;

  /// Takes over `relay` and `path`.
  UdpAssociation(
      Associations shared,
      Connection control,
      ClientAddress client,
      RelayPort relay,
      DirectPath path,
      UdpStats tally) {
    this.shared = shared;
    this.control = control;
    this.client = client;
    this.relay = relay;
    this.path = path;
    this.tally = tally;
  }

  /// Where the client sends its datagrams.
  public Endpoint bound() {
    return relay.bound();
  }

  /// Relays until it is over. To stop it early, interrupt the thread.
  ///
  /// @param ways asked about each new target, by one thread
  public Outcome run(DatagramRoute.Choice ways, IdleWatch watch) {
    IdleWatch.Registration entry = watch.begin(this);
    Outcome outcome = join(ways);
    return entry.end() ? Outcome.IDLE : outcome;
  }

  private Outcome join(DatagramRoute.Choice ways) {
    try (var scope = TaskScope.openUntilFirst()) {
      ForkedTask<Outcome> connection = scope.fork(this::awaitEnd);
      scope.fork(() -> upload(ways));
      scope.fork(this::download);
      scope.join();
      return connection.result() instanceof TaskResult.Success(Outcome outcome)
          ? outcome
          : Outcome.BROKEN;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Outcome.SHUTDOWN;
    }
  }

  private Outcome awaitEnd() {
    try {
      ControlStream.awaitEnd(control);
      return Outcome.CLOSED;
    } catch (IOException e) {
      return Outcome.CLIENT_RESET;
    }
  }

  private Outcome upload(DatagramRoute.Choice ways) throws IOException {
    try (var scope = TaskScope.open()) {
      PendingLookups lookups =
          new PendingLookups(scope, shared.targets(), shared.times().names(), new PendingBudget());
      Paths paths = new Paths(path, shared, scope, lookups, this::relayFrom, tally);
      DestinationTable destinations = new DestinationTable(ways, paths);
      try {
        new UploadLoop(relay.port(), client, destinations, path, tally).run(shared.bursts());
      } finally {
        join(scope);
      }
    }
    return Outcome.BROKEN;
  }

  /// Ends what is under way there: the thread has been interrupted, as a rule, and so is all then.
  private static void join(TaskScope scope) {
    try {
      scope.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Outcome download() throws IOException {
    relayFrom(path);
    return Outcome.BROKEN;
  }

  private void relayFrom(DatagramPath from) throws IOException {
    new DownloadLoop(from, client, new DatagramSender(relay.port(), tally)).run(shared.bursts());
  }

  @Override
  public long activity() {
    return tally.uploads() + tally.downloads();
  }

  @Override
  public Duration limit() {
    return shared.times().idle();
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
