package io.heddle.server.metrics;

import java.time.Duration;
import java.util.Optional;

/// Statistics of the attempts to open a connection through one outbound.
public final class OutboundStats {
  private final LatencyHistogram opened = new LatencyHistogram();
  private final LatencyHistogram failed = new LatencyHistogram();
  private volatile Optional<String> lastError = Optional.empty();

  OutboundStats() {}

  /// Durations of the attempts that succeeded.
  public LatencyHistogram opened() {
    return opened;
  }

  /// Durations of the attempts that failed.
  public LatencyHistogram failed() {
    return failed;
  }

  /// How the outbound itself failed in the last attempt; none if it worked, even if the target could
  /// not be reached.
  public Optional<String> lastError() {
    return lastError;
  }

  public void recordSuccess(Duration time) {
    opened.add(time);
    lastError = Optional.empty();
  }

  /// Records an attempt that failed.
  ///
  /// @param error how the outbound itself failed; none if it works
  public void recordFailure(Duration time, Optional<String> error) {
    failed.add(time);
    lastError = error;
  }

  /// Records an attempt that was given up, since the client has left or the program ends. It shows
  /// nothing about the outbound.
  public void recordAbort(Duration time) {
    failed.add(time);
  }
}
