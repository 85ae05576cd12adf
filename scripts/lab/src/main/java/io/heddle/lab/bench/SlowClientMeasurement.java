package io.heddle.lab.bench;

import io.heddle.lab.proxy.LaunchedProxy;
import io.heddle.lab.results.Sample;
import java.time.Duration;

/// Memory of clients that send a request of SOCKS 5 byte after byte, and are not done yet.
///
/// @param count of clients
record SlowClientMeasurement(int count) implements Measurement {
  /// A greeting with 255 methods, of which none is accepted before the last has come.
  private static final int[] GREETING = {5, 255, 0, 0, 0, 0, 0, 0, 0, 0};

  /// Time between two bytes, five seconds for all.
  private static final Duration PAUSE = Duration.ofMillis(500);

  @Override
  public Sample measure(LaunchedProxy proxy) throws Exception {
    double before = proxy.memory().resident();
    try (OpenSockets sockets = new OpenSockets()) {
      for (int i = 0; i < count; i++) {
        sockets.add(proxy.client().connect());
      }
      for (int next : GREETING) {
        sockets.send(next);
        Thread.sleep(PAUSE);
      }
      double each = (proxy.memory().resident() - before) / count;
      return new Sample(each, before / 1000);
    }
  }
}
