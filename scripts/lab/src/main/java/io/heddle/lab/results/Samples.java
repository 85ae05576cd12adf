package io.heddle.lab.results;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/// Samples of all metrics and proxies, in the order in which they were taken.
public final class Samples {
  private final Map<Metric, Map<String, List<Sample>>> samples = new LinkedHashMap<>();

  public void add(Metric metric, String proxy, Sample sample) {
    samples
        .computeIfAbsent(metric, _ -> new LinkedHashMap<>())
        .computeIfAbsent(proxy, _ -> new ArrayList<>())
        .add(sample);
  }

  public Set<Metric> metrics() {
    return samples.keySet();
  }

  public Set<String> proxies(Metric metric) {
    return samples.get(metric).keySet();
  }

  /// Median of [Sample#cost]; NaN without samples.
  public double cost(Metric metric, String proxy) {
    return median(metric, proxy, Sample::cost);
  }

  /// Median of [Sample#secondary]; NaN without samples.
  public double secondary(Metric metric, String proxy) {
    return median(metric, proxy, Sample::secondary);
  }

  private double median(Metric metric, String proxy, ToDoubleFunction<Sample> figure) {
    double[] sorted =
        samples.get(metric).getOrDefault(proxy, List.of()).stream()
            .mapToDouble(figure)
            .sorted()
            .toArray();
    if (sorted.length == 0) {
      return Double.NaN;
    }
    return (sorted[sorted.length / 2] + sorted[(sorted.length - 1) / 2]) / 2;
  }
}
