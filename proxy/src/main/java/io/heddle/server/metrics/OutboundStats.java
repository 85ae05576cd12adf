package io.heddle.server.metrics;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.Stream;

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

  /// Histogram of durations. For any thread.
  public static final class LatencyHistogram {
    /// The upper bounds of the buckets; the last bucket has none.
    public static final List<Duration> BOUNDS =
        Stream.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000)
            .map(Duration::ofMillis)
            .toList();

    private final List<LongAdder> buckets =
        IntStream.rangeClosed(0, BOUNDS.size()).mapToObj(_ -> new LongAdder()).toList();
    private final LongAdder sum = new LongAdder();

    void add(Duration duration) {
      int bucket = 0;
      while (bucket < BOUNDS.size() && duration.compareTo(BOUNDS.get(bucket)) > 0) {
        bucket++;
      }
      buckets.get(bucket).increment();
      sum.add(duration.toNanos());
    }

    /// The number of durations in each bucket, one more than [#BOUNDS].
    public List<Long> counts() {
      return buckets.stream().map(LongAdder::sum).toList();
    }

    /// The number of durations.
    public long count() {
      return buckets.stream().mapToLong(LongAdder::sum).sum();
    }

    /// The mean of the durations; zero if there are none.
    public Duration mean() {
      long count = count();
      return count == 0 ? Duration.ZERO : sum().dividedBy(count);
    }

    /// The sum of the durations.
    public Duration sum() {
      return Duration.ofNanos(sum.sum());
    }
  }
}
