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

  /// Bytes of a stack. Only what is used takes memory.
  private static final long STACK = 8 << 20;

  private static final BlockingCalls THREADS = new BlockingCalls("pac", LIMIT, STACK);

  private PacThreads() {}

  /// Runs a call in such a thread, and waits for its result.
  ///
  /// @throws PacException if the call throws it, or takes too long
  /// @throws IOException if the calling thread was interrupted
  public static <T> T call(Duration limit, BlockingCall<T, PacException> call)
      throws PacException, IOException {
    try {
      return THREADS.call(limit, call);
    } catch (ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      throw new PacException(e.getMessage());
    }
  }
}
