package io.heddle.lab.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.lab.bench.LoadMeasurement.WorkUnit;
import io.heddle.lab.proxy.Compilation;
import io.heddle.lab.results.Metric;
import io.heddle.lab.results.Sample;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScenariosTest {
  @Test
  void theTableHasEachMetricOnce() {
    List<String> names = names("");
    assertEquals(23, names.size());
    assertEquals(names.size(), new HashSet<>(names).size());
  }

  @Test
  void metricsAreSelectedByTheBeginningOfTheirNames() {
    assertEquals(List.of("GET 6 bytes, first 2 s", "GET 6 bytes", "GET 64 KiB"), names("GET"));
    assertEquals(List.of("bulk down", "bulk up", "bulk 16"), names("bulk"));
    assertEquals(List.of(), names("gopher"));
  }

  @Test
  void someMetricsAreMeasuredOnRequestOnly() {
    assertEquals(4, names("https next").size());
    assertEquals(7, names("UDP").size());
    assertEquals(3, names("lists").size());
    assertEquals(2, names("history").size());
    assertEquals(1, names("faults").size());
    assertEquals(1, names("memory, released").size());
  }

  @Test
  void aScenarioIsDescribedByItsMetrics() {
    assertEquals(
        "bulk down; bulk up; bulk 16", Scenarios.selected("bulk").getFirst().description());
  }

  @Test
  void costsAreThoseOfOneUnitOfWork() {
    assertEquals(new Sample(250, 2000), WorkUnit.ITEM.sample(4000, 1, 2));
    assertEquals(new Sample(0.5, 1), WorkUnit.GIBIBYTE.sample(2L << 30, 1, 2));
  }

  @Test
  void onlyProgramsThatCompileWhileTheyRunNeedALongWarmup() {
    assertEquals(Duration.ZERO, Warmup.NONE.duration(Compilation.JUST_IN_TIME));
    assertEquals(Duration.ofSeconds(12), Warmup.LONG.duration(Compilation.JUST_IN_TIME));
    assertEquals(Duration.ofMillis(300), Warmup.LONG.duration(Compilation.AHEAD_OF_TIME));
  }

  private static List<String> names(String prefix) {
    return Scenarios.selected(prefix).stream()
        .flatMap(scenario -> scenario.benchmarks().stream())
        .map(Benchmark::metric)
        .map(Metric::name)
        .toList();
  }
}
