package io.heddle.lab.results;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class SamplesTest {
  private static final Metric METRIC =
      new Metric("start", "until it listens", "ms", "", new Objective.Budget(100, 80));

  private final Samples samples = new Samples();

  @Test
  void theMedianOfAnOddNumberIsTheMiddleOne() {
    add("heddle", 9, 1, 2);
    assertEquals(2, samples.cost(METRIC, "heddle"));
  }

  @Test
  void theMedianOfAnEvenNumberIsBetweenTheMiddleOnes() {
    add("heddle", 9, 1, 2, 4);
    assertEquals(3, samples.cost(METRIC, "heddle"));
  }

  @Test
  void thereIsNoMedianWithoutSamples() {
    add("heddle", 1);
    assertEquals(Double.NaN, samples.cost(METRIC, "squid"));
  }

  @Test
  void proxiesKeepTheirOrder() {
    add("squid", 1);
    add("heddle", 1);
    add("squid", 1);
    assertEquals(List.of("squid", "heddle"), List.copyOf(samples.proxies(METRIC)));
    assertEquals(List.of(METRIC), List.copyOf(samples.metrics()));
  }

  @Test
  void theSecondFigureHasAMedianOfItsOwn() {
    samples.add(METRIC, "heddle", new Sample(1, 30));
    samples.add(METRIC, "heddle", new Sample(2, 20));
    samples.add(METRIC, "heddle", new Sample(3, 10));
    assertEquals(20, samples.secondary(METRIC, "heddle"));
  }

  private void add(String proxy, double... costs) {
    for (double cost : costs) {
      samples.add(METRIC, proxy, new Sample(cost, Double.NaN));
    }
  }
}
