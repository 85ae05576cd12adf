package io.heddle.outbound;

import io.heddle.address.Endpoint;
import io.heddle.pac.PacAnswer;
import io.heddle.pac.PacArguments;
import io.heddle.pac.PacException;
import io.heddle.pac.PacScript;
import io.heddle.pac.source.PacThreads;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import io.heddle.time.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.tinylog.Logger;

/// Answers of the script of one outbound. Each is used for a minute, for all requests of one scheme,
/// host and port; of those, one asks the script while the others wait. A failure is used for a few
/// seconds, so that a script that is too slow does not take a processor.
///
/// For any thread.
final class PacAnswers {
  /// The most answers that are kept. The one that was used least recently goes first.
  static final int CAPACITY = 1000;

  private static final Duration LIFETIME = Duration.ofMinutes(1);
  private static final Duration FAILURE_LIFETIME = Duration.ofSeconds(5);

  /// Limit of one evaluation, with the wait for a thread.
  private static final Duration LIMIT =
      PacScript.SCRIPT_LIMIT.plus(PacScript.LOOKUP_LIMIT).plusSeconds(1);

  private final String outbound;
  private final LongSupplier clock;
  private final PacThreads threads = PacThreads.ofScript();
  private final Map<AnswerKey, AnswerSlot> slots = new LinkedHashMap<>(16, 0.75f, true);

  /// @param clock as [System#nanoTime]
  PacAnswers(String outbound, LongSupplier clock) {
    this.outbound = outbound;
    this.clock = clock;
  }

  /// Requests that get the same answer.
  ///
  /// @param isHttp whether the request is one of plain HTTP, not a tunnel
  record AnswerKey(boolean isHttp, Endpoint target) {
    // Explicit, as in Endpoint: the JDK makes those of a record at their first use.
    @Override
    public boolean equals(Object other) {
      return other instanceof AnswerKey that && isHttp == that.isHttp && target.equals(that.target);
    }

    @Override
    public int hashCode() {
      return 31 * target.hashCode() + Boolean.hashCode(isHttp);
    }
  }

  /// Answer of a script, or its failure.
  private record TimedAnswer(
      Optional<PacAnswer> answer, Optional<RefusedException> failure, long expiry) {}

  private static final class AnswerSlot {
    private final SingleFlight asking = new SingleFlight();
    private volatile Optional<TimedAnswer> last = Optional.empty();
  }

  private synchronized AnswerSlot slot(AnswerKey key) {
    AnswerSlot known = slots.get(key);
    if (known == null) {
      known = new AnswerSlot();
      slots.put(key, known);
      if (slots.size() > CAPACITY) {
        slots.remove(slots.keySet().iterator().next());
      }
    }
    return known;
  }

  /// Forgets all answers.
  synchronized void clear() {
    slots.clear();
  }

  /// The answer that is known; empty if the script would have to be asked.
  Optional<PacAnswer> known(AnswerKey key) {
    AnswerSlot slot;
    synchronized (this) {
      slot = slots.get(key);
    }
    return Optional.ofNullable(slot).flatMap(this::valid).flatMap(TimedAnswer::answer);
  }

  private Optional<TimedAnswer> valid(AnswerSlot slot) {
    return slot.last.filter(answer -> answer.expiry() - clock.getAsLong() > 0);
  }

  /// The answer for a request, from the script if none is known.
  ///
  /// @throws UpstreamFailedException if the script fails, or takes too long
  /// @throws IOException if the thread was interrupted
  PacAnswer ask(AnswerKey key, PacArguments arguments, PacScript script, Deadline deadline)
      throws RefusedException, IOException {
    AnswerSlot slot = slot(key);
    while (true) {
      Optional<TimedAnswer> valid = valid(slot);
      if (valid.isPresent()) {
        return result(valid.get());
      }
      Optional<SingleFlight.Flight> flight =
          slot.asking.begin(() -> failed(arguments, "it does not answer in time"), deadline);
      if (flight.isPresent()) {
        try {
          return result(evaluate(slot, arguments, script));
        } finally {
          slot.asking.end(flight.get());
        }
      }
    }
  }

  private static PacAnswer result(TimedAnswer timed) throws RefusedException {
    if (timed.failure().isPresent()) {
      throw timed.failure().get();
    }
    return timed.answer().orElseThrow();
  }

  private TimedAnswer evaluate(AnswerSlot slot, PacArguments arguments, PacScript script)
      throws IOException {
    TimedAnswer timed;
    try {
      PacAnswer answer = threads.evaluate(LIMIT, () -> script.evaluate(arguments));
      timed = timed(Optional.of(answer), Optional.empty(), LIFETIME);
    } catch (PacException e) {
      Logger.warn(
          "outbound {}: script failed for {}: {}", outbound, arguments.host(), e.getMessage());
      timed =
          timed(
              Optional.empty(),
              Optional.of(failed(arguments, String.valueOf(e.getMessage()))),
              FAILURE_LIFETIME);
    }
    slot.last = Optional.of(timed);
    return timed;
  }

  private TimedAnswer timed(
      Optional<PacAnswer> answer, Optional<RefusedException> failure, Duration lifetime) {
    return new TimedAnswer(answer, failure, clock.getAsLong() + lifetime.toNanos());
  }

  private RefusedException failed(PacArguments arguments, String why) {
    return new UpstreamFailedException(
        Reason.UPSTREAM_REFUSED,
        "outbound " + outbound + ": its script fails for " + arguments.host() + ": " + why);
  }
}
