package io.heddle.pac;

import io.heddle.jdk.ThreadAllocation;
import java.io.Serial;
import java.time.Duration;
import org.mozilla.javascript.Context;

/// Budget of one evaluation: time of the script, time of its lookups, and bytes that it allocates.
/// For the thread that evaluates.
final class ScriptBudget {
  /// The longest text that a script may make, in characters.
  static final int MAX_TEXT = 1 << 20;

  /// The most elements of arrays that one built-in function works on.
  private static final long MAX_ELEMENTS = 100_000;

  /// The most elements that all spread operators (`...`) of an evaluation copy.
  private static final long MAX_SPREAD = 1_000_000;

  private final long bytes;
  private final long scriptNanos;
  private final Duration lookups;
  private final long start = System.nanoTime();
  private final long allocatedBefore = ThreadAllocation.bytes();
  private long lookupNanos;
  private long spread;

  /// @param script limit of the time without lookups
  /// @param lookups limit of the time of all lookups
  /// @param bytes that may be allocated, whether they are garbage already or not
  ScriptBudget(Duration script, Duration lookups, long bytes) {
    this.bytes = bytes;
    scriptNanos = script.toNanos();
    this.lookups = lookups;
  }

  /// The budget of the evaluation that a context runs.
  static ScriptBudget of(Context context) {
    return (ScriptBudget) context.getThreadLocal(ScriptBudget.class);
  }

  /// Makes this the budget of what a context runs from now on.
  void use(Context context) {
    context.putThreadLocal(ScriptBudget.class, this);
  }

  /// Excess of a limit. An error, since a script can catch exceptions.
  static final class ExceededError extends Error {
    @Serial private static final long serialVersionUID = 1L;

    ExceededError(String message) {
      super(message, null, false, false);
    }
  }

  /// Checks time and memory.
  ///
  /// @throws ExceededError if one of them is used up
  void check() {
    if (System.nanoTime() - start - lookupNanos > scriptNanos) {
      throw new ExceededError("it runs for longer than " + scriptNanos / 1_000_000 + " ms");
    }
    if (allocated() > bytes) {
      throw new ExceededError("it needs more than " + (bytes >> 20) + " MiB of memory");
    }
  }

  /// Bytes allocated so far.
  long allocated() {
    return ThreadAllocation.bytes() - allocatedBefore;
  }

  /// Checks the length of a text that a script has made, before it is written out.
  ///
  /// @param length negative if it is more than an `int` can count
  void checkLength(int length) {
    if (length < 0 || length > MAX_TEXT) {
      throw new ExceededError("it makes a text of more than " + MAX_TEXT + " characters");
    }
  }

  /// Checks the number of elements that a built-in function is to work on.
  void checkElements(long elements) {
    if (elements > MAX_ELEMENTS) {
      throw new ExceededError(
          "it uses a built-in function on more than " + MAX_ELEMENTS + " elements");
    }
  }

  /// Records that a spread operator copies elements.
  void recordSpread(long elements) {
    checkElements(elements);
    spread += elements;
    if (spread > MAX_SPREAD) {
      throw new ExceededError("it spreads more than " + MAX_SPREAD + " elements");
    }
  }

  /// The time that is left for lookups, negative if none is.
  Duration lookupTime() {
    return lookups.minusNanos(lookupNanos);
  }

  /// Records a lookup, whose time does not count as that of the script.
  void recordLookup(long nanos) {
    lookupNanos += nanos;
  }
}
