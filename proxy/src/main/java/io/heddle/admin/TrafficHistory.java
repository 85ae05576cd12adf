package io.heddle.admin;

import io.heddle.server.ProxyServer;
import io.heddle.server.metrics.TrafficTotals;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/// Traffic of the last five minutes, in samples. It is empty unless a thread [records][#record] it.
public final class TrafficHistory {
  /// The time between two samples.
  public static final Duration PERIOD = Duration.ofSeconds(2);

  private static final int MAX_SAMPLES = 151;

  /// The bytes relayed from the start of the proxy until `time`.
  public record TrafficSample(Instant time, long upload, long download) {}

  private final ProxyServer server;
  private final AtomicBoolean begun = new AtomicBoolean();
  private final ArrayDeque<TrafficSample> samples = new ArrayDeque<>(MAX_SAMPLES);

  TrafficHistory(ProxyServer server) {
    this.server = server;
  }

  /// Whether this is the first call: one thread is enough.
  boolean begin() {
    return !begun.getAndSet(true);
  }

  /// Takes samples until the thread is interrupted.
  void record() throws InterruptedException {
    while (true) {
      takeSample();
      Thread.sleep(PERIOD);
    }
  }

  private void takeSample() {
    TrafficTotals totals = server.traffic();
    synchronized (samples) {
      if (samples.size() == MAX_SAMPLES) {
        samples.removeFirst();
      }
      samples.addLast(new TrafficSample(Instant.now(), totals.upload(), totals.download()));
    }
  }

  /// The samples, oldest first.
  List<TrafficSample> samples() {
    synchronized (samples) {
      return List.copyOf(samples);
    }
  }
}
