package io.heddle.lab.bench;

import static java.util.stream.Collectors.joining;

import io.heddle.lab.proxy.Capability;
import io.heddle.lab.proxy.LaunchedProxy;
import io.heddle.lab.proxy.ProxyDefinition;
import io.heddle.lab.results.Metric;
import io.heddle.lab.results.Sample;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Benchmarks in one run of a proxy, which is started before and ended after them.
///
/// @param capability that a proxy must have
/// @param repeats number of runs in each round
record Scenario(Capability capability, int repeats, List<Benchmark> benchmarks) {

  Scenario(Capability capability, Benchmark... benchmarks) {
    this(capability, 1, List.of(benchmarks));
  }

  /// The same scenario with only those metrics whose names begin with `prefix`.
  Scenario only(String prefix) {
    return new Scenario(
        capability,
        repeats,
        benchmarks.stream()
            .filter(benchmark -> benchmark.metric().name().startsWith(prefix))
            .toList());
  }

  Map<Metric, Sample> run(ProxyDefinition definition, InetSocketAddress origin) throws Exception {
    try (LaunchedProxy proxy = definition.start(origin)) {
      Map<Metric, Sample> samples = new LinkedHashMap<>();
      for (Benchmark benchmark : benchmarks) {
        samples.put(benchmark.metric(), benchmark.measurement().measure(proxy));
      }
      return samples;
    }
  }

  /// See [Measurement#warmUp].
  void warmUp(InetSocketAddress origin) throws Exception {
    ProxyDefinition definition = ProxyCatalog.noProxy();
    if (definition.capabilities().contains(capability)) {
      try (LaunchedProxy noProxy = definition.start(origin)) {
        for (Benchmark benchmark : benchmarks) {
          benchmark.measurement().warmUp(noProxy);
        }
      }
    }
  }

  /// Names of all metrics.
  String description() {
    return benchmarks.stream().map(benchmark -> benchmark.metric().name()).collect(joining("; "));
  }
}
