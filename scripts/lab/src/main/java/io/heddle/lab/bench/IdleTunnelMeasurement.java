package io.heddle.lab.bench;

import static java.util.stream.Collectors.joining;

import io.heddle.lab.client.OriginRole;
import io.heddle.lab.client.ProxyClient;
import io.heddle.lab.proxy.LaunchedProxy;
import io.heddle.lab.results.Sample;
import io.heddle.lab.system.SystemInfo;
import io.heddle.lab.system.ThreadLimit;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Memory of tunnels that have echoed a byte and are idle.
///
/// @param count of tunnels; fewer if this process may not open two descriptors for each
/// @param load duration of new tunnels before the measurement
record IdleTunnelMeasurement(int count, Duration load) implements Measurement {
  /// Time in which the proxy may give back what only the opening took. A JVM needs up to seven seconds
  /// for the memory of its compilers: two rounds of one row may differ by some megabytes in all.
  private static final Duration SETTLE = Duration.ofSeconds(5);

  private static final int OPENERS = 32;

  /// Number of tunnels that tells a thread for each of them from the threads that a proxy has anyway.
  private static final int PROBE = 100;

  /// Number of threads left to all other programs.
  private static final int SPARE_THREADS = 500;

  private static final int SPARE_DESCRIPTORS = 200;

  /// Number of tunnels of which this process can hold both ends.
  private static int maximum() {
    return (int) Math.max(1, (SystemInfo.descriptorLimit() - SPARE_DESCRIPTORS) / 2);
  }

  /// Remark about the benchmarks for which this process has too few descriptors.
  static Optional<String> shortage(List<Scenario> scenarios) {
    String names =
        scenarios.stream()
            .flatMap(scenario -> scenario.benchmarks().stream())
            .filter(benchmark ->
                benchmark.measurement() instanceof IdleTunnelMeasurement idle
                    && idle.count() > maximum())
            .map(benchmark -> benchmark.metric().name())
            .collect(joining(", "));
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "%s: with %d tunnels only, since ulimit -n is %d"
                .formatted(names, maximum(), SystemInfo.descriptorLimit()));
  }

  @Override
  public Sample measure(LaunchedProxy proxy) throws Exception {
    if (load.isPositive()) {
      openAndClose(proxy.client());
      Thread.sleep(SETTLE);
    }
    double before = proxy.memory().resident();
    try (OpenSockets sockets = new OpenSockets()) {
      openInto(sockets, proxy);
      Thread.sleep(SETTLE);
      double each = (proxy.memory().resident() - before) / sockets.count();
      return new Sample(each, before / 1000);
    }
  }

  /// Opens all tunnels, which the caller closes, also after a failure.
  void openInto(OpenSockets sockets, LaunchedProxy proxy) throws Exception {
    open(proxy.client(), PROBE, sockets);
    checkThreads(proxy);
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> parts = new ArrayList<>();
      int tunnels = Math.min(count, maximum()) - PROBE;
      for (int i = 0; i < OPENERS; i++) {
        int share = (tunnels + i) / OPENERS;
        parts.add(executor.submit(() -> open(proxy.client(), share, sockets)));
      }
      for (Future<?> part : parts) {
        part.get();
      }
    }
  }

  /// Checks the number of threads that the first tunnels take. A proxy that runs out of threads lets
  /// its clients wait, and leaves none to other programs.
  ///
  /// @throws IOException if there are not enough for all tunnels
  private void checkThreads(LaunchedProxy proxy) throws IOException {
    long each = proxy.process().orElseThrow().threads() / PROBE;
    if (each * count > ThreadLimit.threads() - SPARE_THREADS) {
      throw new IOException(
          "it has a thread for each tunnel, and the limit for all programs is "
              + ThreadLimit.threads());
    }
  }

  private void openAndClose(ProxyClient client) throws Exception {
    long deadline = System.nanoTime() + load.toNanos();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Long>> workers = new ArrayList<>();
      for (int i = 0; i < OPENERS; i++) {
        Worker worker = TunnelWorkers.newTunnels(client);
        workers.add(executor.submit(() -> worker.runUntil(deadline)));
      }
      for (Future<Long> worker : workers) {
        worker.get();
      }
    }
  }

  private static Object open(ProxyClient client, int count, OpenSockets sockets)
      throws IOException {
    for (int i = 0; i < count; i++) {
      Socket socket = client.open(OriginRole.ECHO);
      sockets.add(socket);
      TunnelWorkers.echo(socket, new byte[1]);
    }
    return sockets;
  }
}
