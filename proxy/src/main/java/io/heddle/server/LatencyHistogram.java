package io.heddle.server;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// How long something took, counted by the times that it took at most. For any thread.
public final class LatencyHistogram {
  /// The upper ends of the classes; the last class has none.
  public static final List<Duration> BOUNDS =
      Stream.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000)
          .map(Duration::ofMillis)
          .toList();

  private final List<LongAdder> classes =
      IntStream.rangeClosed(0, BOUNDS.size()).mapToObj(_ -> new LongAdder()).toList();
  private final LongAdder sum = new LongAdder();

  void add(Duration duration) {
    int found = 0;
    while (found < BOUNDS.size() && duration.compareTo(BOUNDS.get(found)) > 0) {
      found++;
    }
    classes.get(found).increment();
    sum.add(duration.toNanos());
  }

  /// How many there are in each class, one more than [#BOUNDS].
  public List<Long> counts() {
    return classes.stream().map(LongAdder::sum).toList();
  }

  /// How many there are.
  public long count() {
    return classes.stream().mapToLong(LongAdder::sum).sum();
  }

  /// All of them together.
  public Duration sum() {
    return Duration.ofNanos(sum.sum());
  }
}
