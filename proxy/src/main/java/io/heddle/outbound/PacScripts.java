package io.heddle.outbound;

import io.heddle.outbound.OutboundGroup.MemberHealth;
import io.heddle.outbound.OutboundGroup.MemberState;
import io.heddle.pac.PacException;
import io.heddle.pac.PacNetwork;
import io.heddle.pac.PacScript;
import io.heddle.pac.source.PacSource;
import io.heddle.pac.source.PacThreads;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import io.heddle.time.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.tinylog.Logger;

/// Script of one outbound: read when a request first needs it, and again when it may have changed. One
/// request reads it while the others wait. When it cannot be had again, the last good one stays in
/// use, until the network changes: it was the script of another network then.
///
/// For any thread.
final class PacScripts {
  /// Limit of compiling, and of running what is outside functions.
  private static final Duration COMPILE_LIMIT = Duration.ofSeconds(10);

  /// Time after a failure in which the script is not asked for again.
  private static final Duration PAUSE = Duration.ofSeconds(10);

  /// Limit of reading the script in the background.
  private static final Duration REFRESH_LIMIT = Duration.ofSeconds(10);

  private final String outbound;
  private final PacSource source;
  private final PacNetwork network;
  private final LongSupplier clock;
  private final Runnable changed;
  private final SingleFlight reading = new SingleFlight();
  private final AtomicBoolean refreshing = new AtomicBoolean();
  private volatile ScriptState state = ScriptState.NONE;

  /// @param clock as [System#nanoTime]
  /// @param changed is run when another script is in use from now on
  PacScripts(
      String outbound, PacSource source, PacNetwork network, LongSupplier clock, Runnable changed) {
    this.changed = changed;
    this.outbound = outbound;
    this.source = source;
    this.network = network;
    this.clock = clock;
  }

  /// Knowledge about the script.
  ///
  /// @param script the last good one of this network
  /// @param failure of the last attempt, if it failed
  /// @param nanos time of the last attempt
  /// @param text from which the script was made
  private record ScriptState(
      Optional<PacScript> script, Optional<String> failure, long nanos, String text) {
    static final ScriptState NONE =
        new ScriptState(Optional.empty(), Optional.empty(), Long.MIN_VALUE, "");

    @SuppressWarnings("ReferenceEquality") // A single object stands for no knowledge.
    boolean isUntried() {
      return this == NONE;
    }
  }

  /// Where the script is.
  PacSource source() {
    return source;
  }

  /// The script, which is read if it must be.
  ///
  /// @throws UpstreamFailedException if there is none, with the reason
  /// @throws IOException if the thread was interrupted
  PacScript current(Deadline deadline) throws RefusedException, IOException {
    while (true) {
      ScriptState known = state;
      if (!known.isUntried() && !mustBeReadFirst(known)) {
        return known.script().orElseThrow(() -> failed(known.failure().orElseThrow()));
      }
      Optional<SingleFlight.Flight> flight =
          reading.begin(
              () ->
                  new UpstreamFailedException(
                      Reason.CONNECTION_TIMED_OUT, prefix() + "it is not read in time"),
              deadline);
      if (flight.isPresent()) {
        try {
          read(known, deadline);
        } finally {
          reading.end(flight.get());
        }
      }
    }
  }

  /// Whether the request has to wait for the script. If it is far away, and it is known how it is or
  /// that it cannot be had, it is read in the background.
  private boolean mustBeReadFirst(ScriptState known) throws IOException {
    if (!mayHaveChanged(known)) {
      return false;
    }
    if (!source.isLocal() && refreshing.compareAndSet(false, true)) {
      Thread.startVirtualThread(() -> refresh(known));
    }
    return source.isLocal();
  }

  private void refresh(ScriptState known) {
    try {
      read(known, Deadline.after(REFRESH_LIMIT));
    } catch (IOException e) {
      // Nobody interrupts this thread.
    } finally {
      refreshing.set(false);
    }
  }

  private boolean mayHaveChanged(ScriptState known) throws IOException {
    Duration age = Duration.ofNanos(clock.getAsLong() - known.nanos());
    boolean isInOrder = known.script().isPresent() && known.failure().isEmpty();
    return isInOrder ? source.mayHaveChanged(age) : age.compareTo(PAUSE) >= 0;
  }

  private void read(ScriptState known, Deadline deadline) throws IOException {
    try {
      String text = source.read(deadline);
      if (known.script().isEmpty() || !text.equals(known.text())) {
        PacScript script = PacThreads.call(COMPILE_LIMIT, () -> PacScript.compile(text, network));
        Logger.info("outbound {}: script {} read", outbound, source);
        replace(known, new ScriptState(Optional.of(script), Optional.empty(), now(), text));
      } else {
        replace(known, new ScriptState(known.script(), Optional.empty(), now(), text));
      }
    } catch (PacException e) {
      String why = String.valueOf(e.getMessage());
      if (!known.failure().equals(Optional.of(why))) {
        Logger.warn("outbound {}: script {} not read: {}", outbound, source, why);
      }
      replace(known, new ScriptState(known.script(), Optional.of(why), now(), known.text()));
    }
  }

  private long now() {
    return clock.getAsLong();
  }

  /// Replaces what was known, unless the network has changed meanwhile.
  @SuppressWarnings("ReferenceEquality") // Only the state that the reader has seen is replaced.
  private synchronized void replace(ScriptState known, ScriptState next) {
    if (state == known) {
      state = next;
      if (!next.script().equals(known.script())) {
        changed.run();
      }
    }
  }

  /// Forgets the script: the network has changed.
  synchronized void forget() {
    state = ScriptState.NONE;
  }

  private UpstreamFailedException failed(String why) {
    return new UpstreamFailedException(Reason.UPSTREAM_UNREACHABLE, prefix() + why);
  }

  private String prefix() {
    return "outbound " + outbound + ": no script from " + source + ": ";
  }

  /// The state of the script, for the status page.
  MemberHealth health() {
    ScriptState known = state;
    MemberState word =
        known.isUntried()
            ? MemberState.UNTRIED
            : known.failure().isPresent() ? MemberState.FAILED : MemberState.WORKING;
    return new MemberHealth(source.toString(), word, known.failure());
  }
}
