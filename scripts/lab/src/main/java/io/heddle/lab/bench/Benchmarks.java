package io.heddle.lab.bench;

import io.heddle.lab.bench.LoadMeasurement.WorkUnit;
import io.heddle.lab.proxy.LaunchedProxy;
import io.heddle.lab.results.Metric;
import io.heddle.lab.results.Objective;
import io.heddle.lab.results.Sample;
import io.heddle.lab.system.ProcessMemory;
import java.io.IOException;
import java.time.Duration;

/// Kinds of benchmarks.
final class Benchmarks {
  private static final Duration SETTLE = Duration.ofSeconds(1);

  /// Load before tunnels are idle: a JVM compiles what tunnels need in this time.
  private static final Duration LOAD = Duration.ofSeconds(5);

  private Benchmarks() {}

  static Benchmark load(
      String name, String description, Objective objective, LoadMeasurement load) {
    return new Benchmark(loadMetric(name, description, objective, load.unit()), load);
  }

  static Benchmark bulk(
      String name, String description, Objective objective, Worker.Factory workers) {
    LoadMeasurement load = new LoadMeasurement(1, WorkUnit.GIBIBYTE, Warmup.SHORT, workers);
    return load(name, description, objective, load);
  }

  /// Cost of opening and closing tunnels.
  ///
  /// @param threads each of which opens one tunnel at a time
  static Benchmark newTunnels(
      String name, String description, int threads, Warmup warmup, Objective objective) {
    LoadMeasurement load =
        new LoadMeasurement(
            threads, WorkUnit.ITEM, warmup, (client, _) -> TunnelWorkers.newTunnels(client));
    return load(name, description, objective, load);
  }

  static Benchmark pingPong(String name, int tunnels, Objective objective) {
    return load(
        name,
        "64 bytes there and back on " + tunnels + " tunnels",
        objective,
        pingPongLoad(tunnels));
  }

  /// On one tunnel.
  static Benchmark pingPong(String name, Objective objective) {
    LoadMeasurement load = pingPongLoad(1);
    Metric metric =
        loadMetric(name, "64 bytes there and back on one tunnel", objective, load.unit());
    return new Benchmark(metric, new BusyCpuMeasurement(load));
  }

  /// Beside a tunnel that may be faulty.
  static Benchmark pingPongBeside(String name, int tunnels, Objective objective) {
    LoadMeasurement load = pingPongLoad(tunnels);
    Metric metric =
        loadMetric(
            name,
            "64 bytes there and back on %d clean tunnels, beside a slow one".formatted(tunnels),
            objective,
            load.unit());
    return new Benchmark(metric, new NeighbourMeasurement(load));
  }

  private static LoadMeasurement pingPongLoad(int tunnels) {
    return new LoadMeasurement(
        tunnels, WorkUnit.ITEM, Warmup.SHORT, (client, _) -> TunnelWorkers.pingPong(client));
  }

  /// With up to 32 datagrams under way on one association, or 8 on each of several.
  static Benchmark datagrams(int associations, int size, Objective objective) {
    int window = associations == 1 ? 32 : 8;
    return load(
        "UDP " + size + " on " + associations,
        "%d bytes there and back, %d association%s"
            .formatted(size, associations, associations == 1 ? "" : "s"),
        objective,
        new LoadMeasurement(
            associations,
            WorkUnit.ITEM,
            Warmup.SHORT,
            (client, _) -> new DatagramWorker(client, size, window)));
  }

  static Benchmark httpGets(String name, int length, Warmup warmup, Objective objective) {
    return load(
        name,
        "forwarded requests on 16 kept connections",
        objective,
        new LoadMeasurement(
            16, WorkUnit.ITEM, warmup, (client, _) -> new HttpGetWorker(client, length)));
  }

  static Benchmark idleTunnels(int tunnels, Objective objective) {
    return new Benchmark(
        new Metric(
            "idle " + tunnels,
            "a tunnel that has echoed a byte, of " + tunnels,
            "kB RSS",
            "MB RSS before",
            objective),
        new IdleTunnelMeasurement(tunnels, Duration.ZERO));
  }

  static Benchmark idleTunnelsAfterLoad(int tunnels, Objective objective) {
    return new Benchmark(
        new Metric(
            "idle " + tunnels + ", warm",
            "the same after %d s of new tunnels".formatted(LOAD.toSeconds()),
            "kB RSS",
            "MB RSS before",
            objective),
        new IdleTunnelMeasurement(tunnels, LOAD));
  }

  static Benchmark slowClients(int clients, Objective objective) {
    return new Benchmark(
        new Metric(
            "slow clients",
            "a client that sends its request byte by byte, of " + clients,
            "kB RSS",
            "MB RSS before",
            objective),
        new SlowClientMeasurement(clients));
  }

  static Benchmark releasedMemory(int tunnels, Objective objective) {
    return new Benchmark(
        new Metric(
            "memory, released",
            "half a minute after %d tunnels have ended".formatted(tunnels),
            "MB",
            "MB with them",
            objective),
        new ReleasedMemoryMeasurement(new IdleTunnelMeasurement(tunnels, Duration.ZERO)));
  }

  static Benchmark start(String name, String description, Objective objective) {
    return new Benchmark(
        new Metric(name, description, "ms", "CPU ms", objective),
        proxy ->
            new Sample(
                proxy.process().orElseThrow().startTime().toNanos() / 1e6,
                proxy.cpuSeconds() * 1e3));
  }

  /// The first of the two benchmarks of memory.
  static Benchmark residentMemory(Objective objective) {
    return residentMemory("memory, resident", "a second after the start, configured", objective);
  }

  static Benchmark residentMemory(String name, String description, Objective objective) {
    return new Benchmark(
        new Metric(name, description, "MB", "", objective),
        proxy -> {
          Thread.sleep(SETTLE);
          return megabytes(memory(proxy).resident());
        });
  }

  static Benchmark dirtyMemory(Objective objective) {
    return new Benchmark(
        new Metric(
            "memory, private dirty", "the part of it that is in no file", "MB", "", objective),
        proxy -> megabytes(memory(proxy).privateDirty()));
  }

  private static Metric loadMetric(
      String name, String description, Objective objective, WorkUnit unit) {
    return new Metric(name, description, unit.costUnit(), unit.throughputUnit(), objective);
  }

  private static ProcessMemory memory(LaunchedProxy proxy) throws IOException {
    return proxy.process().orElseThrow().memory();
  }

  private static Sample megabytes(double kilobytes) {
    return new Sample(kilobytes * 1024 / 1e6, Double.NaN);
  }
}
