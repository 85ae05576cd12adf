package io.heddle.server.metrics;

import java.time.Duration;
import java.util.Optional;

/// The attempts to open a connection by one outbound.
public final class OutboundStats {
  private final LatencyHistogram opened = new LatencyHistogram();
  private final LatencyHistogram failed = new LatencyHistogram();
  private volatile Optional<String> complaint = Optional.empty();

  OutboundStats() {}

  /// How long those took that succeeded.
  public LatencyHistogram opened() {
    return opened;
  }

  /// How long the others took.
  public LatencyHistogram failed() {
    return failed;
  }

  /// How the outbound itself failed in the last attempt; none if it did not, whatever became of the
  /// target.
  public Optional<String> complaint() {
    return complaint;
  }

  /// One succeeded.
  public void succeeded(Duration time) {
    opened.add(time);
    complaint = Optional.empty();
  }

  /// One failed, through no fault of the outbound's that is known.
  public void failed(Duration time) {
    failed.add(time);
  }

  /// One failed, and whose fault that was is known.
  public void failed(Duration time, Optional<String> newComplaint) {
    failed.add(time);
    complaint = newComplaint;
  }
}
