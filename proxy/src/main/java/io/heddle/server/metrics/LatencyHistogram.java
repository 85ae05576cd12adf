package io.heddle.server.metrics;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Histogram of durations. For any thread.
public final class LatencyHistogram {
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

  /// The sum of the durations.
  public Duration sum() {
    return Duration.ofNanos(sum.sum());
  }
}
