package io.heddle.lab.results;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.lab.results.Assessment.Grade;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AssessmentTest {
  private static final Objective HALF_OF_DANTE =
      new Objective.Relative(ProxyNames.DANTE, 0.5, 0.35);

  @Test
  void aBudgetIsComparedWithTheCost() {
    Objective budget = new Objective.Budget(100, 80);
    assertEquals("stretch met", assess(budget, Map.of(), 80).text());
    assertEquals("met", assess(budget, Map.of(), 81).text());
    assertEquals("met", assess(budget, Map.of(), 100).text());
    assertEquals("missed by 25 %", assess(budget, Map.of(), 125).text());
    assertEquals("missed by less than 1 %", assess(budget, Map.of(), 100.2).text());
    assertEquals(100, assess(budget, Map.of(), 125).targetCost());
  }

  @Test
  void anotherProxyIsComparedByRatio() {
    Assessment assessment = assess(HALF_OF_DANTE, Map.of(ProxyNames.DANTE, 12.0), 4.8);
    assertEquals(0.4, assessment.value(), 1e-9);
    assertEquals(Grade.TARGET_MET, assessment.grade());
    assertEquals(6, assessment.targetCost(), 1e-9);
  }

  @Test
  void withoutTheOtherProxyThereIsNothingToCompareWith() {
    Assessment assessment = assess(HALF_OF_DANTE, Map.of(), 4.8);
    assertEquals(Grade.UNKNOWN, assessment.grade());
    assertEquals("nothing to compare with", assessment.text());
  }

  @Test
  void aComparisonAloneHasNoGrade() {
    Objective comparison = new Objective.ComparisonOnly(ProxyNames.DANTE);
    Assessment assessment = assess(comparison, Map.of(ProxyNames.DANTE, 2.0), 3);
    assertEquals(1.5, assessment.value());
    assertEquals(Grade.UNKNOWN, assessment.grade());
    assertEquals("", assessment.text());
  }

  private static Assessment assess(Objective objective, Map<String, Double> others, double own) {
    Metric metric = new Metric("UDP 512 on 1", "datagrams", "CPU µs", "per s", objective);
    Samples samples = new Samples();
    others.forEach((proxy, cost) -> samples.add(metric, proxy, new Sample(cost, Double.NaN)));
    samples.add(metric, ProxyNames.HEDDLE, new Sample(own, Double.NaN));
    return Assessment.of(metric, samples);
  }
}
