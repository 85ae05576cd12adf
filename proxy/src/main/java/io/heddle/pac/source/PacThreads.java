package io.heddle.pac.source;

import io.heddle.net.scheduler.BlockingCalls;
import io.heddle.net.scheduler.BlockingCalls.BlockingCall;
import io.heddle.pac.PacException;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.time.Duration;

/// Platform threads in which scripts run and files are read. There are none while no script is asked.
public final class PacThreads {
  /// Evaluations at one time, of which each may allocate megabytes.
  private static final int LIMIT = 8;

  /// Evaluations of one script at one time: a script without an end leaves threads to the others.
  private static final int SCRIPT_LIMIT = 2;

  /// Bytes of a stack. Only what is used takes memory.
  private static final long STACK = 8 << 20;

  private static final BlockingCalls THREADS = new BlockingCalls("pac", LIMIT, STACK);

  private static final PacThreads ALL = new PacThreads(THREADS);

  private final BlockingCalls calls;

  private PacThreads(BlockingCalls calls) {
    this.calls = calls;
  }

  /// Those for the evaluations of one script.
  public static PacThreads ofScript() {
    return new PacThreads(THREADS.part(SCRIPT_LIMIT));
  }

  /// Runs a call that is no evaluation, and waits for its result.
  ///
  /// @throws PacException if the call throws it, or takes too long
  /// @throws IOException if the calling thread was interrupted
  public static <T> T call(Duration limit, BlockingCall<T, PacException> call)
      throws PacException, IOException {
    return ALL.evaluate(limit, call);
  }

  /// Runs an evaluation in such a thread, and waits for its result.
  ///
  /// @throws PacException if the call throws it, or takes too long
  /// @throws IOException if the calling thread was interrupted
  public <T> T evaluate(Duration limit, BlockingCall<T, PacException> call)
      throws PacException, IOException {
    try {
      return calls.call(limit, call);
    } catch (ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      throw new PacException(e.getMessage());
    }
  }
}
