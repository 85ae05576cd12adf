package io.heddle.lab.bench;

import io.heddle.lab.proxy.LaunchedProxy;
import io.heddle.lab.results.Sample;
import java.time.Duration;

/// Memory some time after many tunnels have ended, and while they were open.
///
/// @param tunnels that are opened, and closed when all are open
record ReleasedMemoryMeasurement(IdleTunnelMeasurement tunnels) implements Measurement {
  /// Time in which a proxy may give back what the tunnels took.
  private static final Duration REST = Duration.ofSeconds(30);

  private static double megabytes(LaunchedProxy proxy) throws Exception {
    return proxy.memory().resident() * 1024 / 1e6;
  }

  @Override
  public Sample measure(LaunchedProxy proxy) throws Exception {
    double open;
    try (OpenSockets sockets = new OpenSockets()) {
      tunnels.openInto(sockets, proxy);
      open = megabytes(proxy);
    }
    Thread.sleep(REST);
    return new Sample(megabytes(proxy), open);
  }
}
