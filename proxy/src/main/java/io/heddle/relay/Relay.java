package io.heddle.relay;

import io.heddle.concurrent.TaskFailedException;
import io.heddle.net.Connection;
import io.heddle.net.IdleWatch;
import io.heddle.net.InjectedResetException;
import io.heddle.net.LingeringClose;
import io.heddle.net.Traffic;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.tinylog.Logger;

/// Relay between a client and a server: two pumps, half-close, resets, idle limit.
///
///     client ══ upload ══▶ server        the end of a direction ends the stream to its sink;
///     client ◀═ download ═ server        the relay ends when both directions have
///
/// A reset of one end resets the other end too. The caller owns both connections and closes them
/// afterwards.
public final class Relay implements IdleWatch.Watched {
  /// The reason why a relay has ended, as it is logged.
  public enum EndReason {
    /// Both directions ended.
    CLOSED,
    CLIENT_RESET,
    SERVER_RESET,
    /// Nothing moved for as long as the idle limit.
    IDLE,
    /// The proxy shut down.
    SHUTDOWN,
    /// A fault of a rule has reset both ends on purpose.
    FAULT,
    /// The first bytes of the client are denied. The client can still be told.
    DENIED,
    /// The proxy itself failed. The log has the error.
    BROKEN
  }

  /// The time for which nothing may move.
  ///
  /// @param idle while both directions are open
  /// @param halfClosed once one has ended
  public record IdleLimits(Duration idle, Duration halfClosed) {}

  private final Connection client;
  private final Connection server;
  private final Traffic traffic;
  private final IdleLimits limits;
  private final Optional<FirstBytes> fromClient;
  private final Pump upload;
  private final Pump download;
  private final AtomicReference<Optional<EndReason>> failure =
      new AtomicReference<>(Optional.empty());

  /// A relay that has not begun.
  ///
  /// @param traffic counts what is relayed
  /// @param fromClient checks the first bytes of the client; empty for no check
  public Relay(
      Connection client,
      Connection server,
      Traffic traffic,
      IdleLimits limits,
      CopyStrategy copyStrategy,
      Optional<FirstBytes> fromClient) {
    this.fromClient = fromClient;
    this.client = client;
    this.server = server;
    this.traffic = traffic;
    this.limits = limits;
    upload =
        new Pump(
            client,
            server,
            traffic.upload(),
            copyStrategy,
            recordFailure(EndReason.CLIENT_RESET),
            Optional.empty());
    download =
        new Pump(
            server,
            client,
            traffic.download(),
            copyStrategy,
            recordFailure(EndReason.SERVER_RESET),
            traffic.onFirstByte());
  }

  /// Whether the client ended its stream before the server. Of a relay whose directions have both
  /// ended.
  public boolean endedByClient() {
    return upload.endedNanos() - download.endedNanos() < 0;
  }

  /// Relays until the end. To stop it early, interrupt the thread.
  public EndReason run(IdleWatch watch) {
    IdleWatch.Registration entry = watch.begin(this);
    EndReason outcome = EndReason.SHUTDOWN;
    try {
      DuplexPump pump = new DuplexPump(upload, download);
      // A check of the first bytes waits, so it needs a thread of its own.
      if (fromClient.isEmpty()) {
        pump.moveWhileLittle();
      }
      pump.moveToEnd(checkedUpload());
      outcome = failure.get().orElseGet(this::completedEnd);
    } catch (TaskFailedException e) {
      outcome = failure.get().orElseGet(() -> broken(e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return resetIncomplete(entry.end() ? EndReason.IDLE : outcome);
  }

  private Optional<CheckedPump> checkedUpload() {
    return fromClient.map(check ->
        new CheckedPump(
            upload,
            client,
            server,
            traffic.upload(),
            check,
            recordFailure(EndReason.CLIENT_RESET)));
  }

  private static EndReason broken(Throwable cause) {
    Logger.error(cause, "a relay has failed");
    return EndReason.BROKEN;
  }

  /// Records the first failure of a pump. A failed pump cancels the other, which may wait for an end
  /// that never comes.
  private Consumer<IOException> recordFailure(EndReason outcome) {
    return why -> {
      failure.compareAndSet(Optional.empty(), Optional.of(reason(why, outcome)));
    };
  }

  private static EndReason reason(IOException why, EndReason outcome) {
    if (why instanceof FirstBytes.DeniedBytesException) {
      return EndReason.DENIED;
    }
    return why instanceof InjectedResetException ? EndReason.FAULT : outcome;
  }

  /// The reason when both pumps have stopped without a failure, one perhaps because its sink had ended
  /// its own stream and closed.
  private EndReason completedEnd() {
    if (download.sinkBroken()) {
      return EndReason.CLIENT_RESET;
    }
    if (upload.sinkBroken()) {
      // A server may answer and close before it has read the whole request.
      LingeringClose.await(client);
      return EndReason.SERVER_RESET;
    }
    return EndReason.CLOSED;
  }

  /// Makes the close of each stream that is not complete a reset, so that it does not look complete. A
  /// complete stream is not reset, since its tail may still be on its way.
  private EndReason resetIncomplete(EndReason outcome) {
    if (!download.completed() && outcome != EndReason.DENIED) {
      client.resetOnClose();
    }
    if (!upload.completed()) {
      server.resetOnClose();
    }
    return outcome;
  }

  @Override
  public long activity() {
    return traffic.upload().getPlain() + traffic.download().getPlain() + endedDirections();
  }

  @Override
  public Duration limit() {
    return endedDirections() == 0 ? limits.idle() : limits.halfClosed();
  }

  @Override
  public void keepAlive() {
    client.keepAlive();
    server.keepAlive();
  }

  private int endedDirections() {
    return (upload.ended() ? 1 : 0) + (download.ended() ? 1 : 0);
  }
}
