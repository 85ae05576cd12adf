package io.heddle.admin;

import io.heddle.server.LiveConnections;
import io.heddle.server.TrafficTotals;
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
  public record Sample(Instant time, long upload, long download) {}

  private final LiveConnections connections;
  private final ArrayDeque<Sample> samples = new ArrayDeque<>(SAMPLES);

  TrafficHistory(LiveConnections connections) {
    this.connections = connections;
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
    TrafficTotals amounts = connections.amounts();
    synchronized (samples) {
      if (samples.size() == SAMPLES) {
        samples.removeFirst();
      }
      samples.addLast(new Sample(Instant.now(), amounts.upload(), amounts.download()));
    }
  }

  List<Sample> samples() {
    synchronized (samples) {
      return List.copyOf(samples);
    }
  }
}
