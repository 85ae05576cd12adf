package io.heddle.relay;

import io.heddle.concurrent.TaskFailedException;
import io.heddle.concurrent.TaskScope;
import io.heddle.net.Connection;
import io.heddle.net.IdleWatch;
import io.heddle.net.LingeringClose;
import io.heddle.net.Traffic;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// Joins a client and a server: two pumps, half-close, resets, idle limit.
///
///     client ══ upload ══▶ server        the end of a direction ends the output of its sink;
///     client ◀═ download ═ server        the relay is over when both directions are
///
/// A reset of one end breaks the other end too. The caller owns both connections and closes them
/// afterwards.
public final class Relay implements IdleWatch.Watched {
  /// How a relay ended, as the log says it.
  public enum Outcome {
    /// Both directions came to their end.
    CLOSED,
    CLIENT_RESET,
    SERVER_RESET,
    /// Nothing moved for the idle limit, or for that of half-closed streams.
    IDLE,
    /// The proxy shut down.
    SHUTDOWN
  }

  /// How long nothing may move.
  ///
  /// @param idle while both directions are open
  /// @param halfClosed once one has ended
  public record Limits(Duration idle, Duration halfClosed) {}

  private final Connection client;
  private final Connection server;
  private final Traffic traffic;
  private final Limits limits;
  private final Pump upload;
  private final Pump download;
  private final AtomicReference<Optional<Outcome>> broken = new AtomicReference<>(Optional.empty());

  /// A relay that has not begun.
  ///
  /// @param traffic counts what is relayed
  public Relay(
      Connection client, Connection server, Traffic traffic, Limits limits, CopyStrategy carriage) {
    this.client = client;
    this.server = server;
    this.traffic = traffic;
    this.limits = limits;
    upload = new Pump(client, server, traffic.upload(), carriage, broke(Outcome.CLIENT_RESET));
    download = new Pump(server, client, traffic.download(), carriage, broke(Outcome.SERVER_RESET));
  }

  /// Relays until it is over. To stop it early, interrupt the thread.
  public Outcome run(IdleWatch watch) {
    IdleWatch.Entry entry = watch.begin(this);
    Outcome outcome = Outcome.SHUTDOWN;
    try {
      TaskScope.all(upload, download);
      outcome = broken.get().orElseGet(this::quietEnd);
    } catch (TaskFailedException e) {
      outcome = broken.get().orElse(Outcome.SHUTDOWN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return tellBothEnds(entry.end() ? Outcome.IDLE : outcome);
  }

  /// Notes the first failure of a pump, which cancels the other: that may be waiting for an end
  /// that is not coming.
  private Runnable broke(Outcome outcome) {
    return () -> broken.compareAndSet(Optional.empty(), Optional.of(outcome));
  }

  /// Both pumps have stopped by themselves, one perhaps because its sink had ended its own stream
  /// and gone.
  private Outcome quietEnd() {
    if (download.sinkBroken()) {
      return Outcome.CLIENT_RESET;
    }
    if (upload.sinkBroken()) {
      // A server may answer, and go, before it has read a whole request.
      LingeringClose.await(client);
      return Outcome.SERVER_RESET;
    }
    return Outcome.CLOSED;
  }

  /// A stream that did not come to its end must not look as if it had; one that did must not be
  /// broken, since its tail may still be on its way.
  private Outcome tellBothEnds(Outcome outcome) {
    if (!download.completed()) {
      client.markBroken();
    }
    if (!upload.completed()) {
      server.markBroken();
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
