package io.heddle.admin;

import io.heddle.server.ProxyServer;
import io.heddle.server.metrics.TrafficTotals;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;

/// The traffic of the last minutes. Somebody must look regularly, or there is none.
public final class TrafficHistory {
  /// Between two samples.
  public static final Duration PERIOD = Duration.ofSeconds(2);

  private static final int SAMPLES = 151;

  /// What had been relayed until then, in all.
  public record TrafficSample(Instant time, long upload, long download) {}

  private final ProxyServer server;
  private final ArrayDeque<TrafficSample> samples = new ArrayDeque<>(SAMPLES);

  TrafficHistory(ProxyServer server) {
    this.server = server;
  }

  /// Looks now, and again and again until the thread is interrupted.
  void run() {
    try {
      while (true) {
        look();
        Thread.sleep(PERIOD);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    TrafficTotals amounts = server.traffic();
    synchronized (samples) {
      if (samples.size() == SAMPLES) {
        samples.removeFirst();
      }
      samples.addLast(new TrafficSample(Instant.now(), amounts.upload(), amounts.download()));
    }
  }

  List<TrafficSample> samples() {
    synchronized (samples) {
      return List.copyOf(samples);
    }
  }
}
