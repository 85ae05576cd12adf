package io.heddle.lab.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.lab.results.Assessment;
import io.heddle.lab.results.Metric;
import io.heddle.lab.results.Objective;
import io.heddle.lab.results.ProxyNames;
import io.heddle.lab.results.Sample;
import io.heddle.lab.results.Samples;
import java.util.List;
import org.junit.jupiter.api.Test;

class BarChartTest {
  @Test
  void theLargestValueFillsTheScale() {
    String bar = new ChartBar("squid", 40, Double.NaN, ChartBar.Style.OTHER).svg(36, 40);
    assertTrue(bar.contains("width='94.0'"), bar);
    assertTrue(bar.contains("<text x='204.0' y='47.0'>40.0</text>"), bar);
    assertFalse(bar.contains("class='target'"), bar);
  }

  @Test
  void otherBarsAreInProportion() {
    String bar = new ChartBar("squid", 10, Double.NaN, ChartBar.Style.OTHER).svg(36, 40);
    assertTrue(bar.contains("width='23.5'"), bar);
  }

  @Test
  void aBarNeverVanishes() {
    String bar = new ChartBar("squid", 0.001, Double.NaN, ChartBar.Style.OTHER).svg(36, 40);
    assertTrue(bar.contains("width='1.0'"), bar);
  }

  @Test
  void theTargetIsMarkedAndTheFigureStandsBehindIt() {
    String bar = new ChartBar("Heddle", 10, 20, ChartBar.Style.OWN).svg(36, 40);
    assertTrue(bar.contains("<g class='own'>"), bar);
    assertTrue(bar.contains("<text x='157.0'"), bar);
    assertTrue(bar.contains("<path class='target' d='M151.0 36.0v14'/>"), bar);
  }

  @Test
  void theShortestBarComesFirst() {
    Metric metric =
        new Metric(
            "bulk down",
            "one <tunnel>",
            "CPU s/GiB",
            "GiB/s",
            new Objective.Relative(ProxyNames.HAPROXY_SPLICE, 2, 1));
    Samples samples = new Samples();
    samples.add(metric, ProxyNames.V2RAY, new Sample(3, 1));
    samples.add(metric, ProxyNames.HEDDLE, new Sample(2, 1));
    samples.add(metric, ProxyNames.HAPROXY_SPLICE, new Sample(1, 1));
    samples.add(metric, ProxyNames.NO_PROXY, new Sample(Double.NaN, 1));
    BarChart chart = BarChart.of(Assessment.of(metric, samples), samples);
    assertEquals(
        List.of(
            new ChartBar("HAProxy splice", 1, Double.NaN, ChartBar.Style.FORWARDER),
            new ChartBar("Heddle", 2, 2, ChartBar.Style.OWN),
            new ChartBar("v2ray", 3, Double.NaN, ChartBar.Style.OTHER)),
        chart.bars());
    assertEquals(36 + 3 * 16, chart.height());
    String svg = chart.svg(0, 78, 240);
    assertTrue(svg.contains("HAProxy splice †"), svg);
    assertTrue(svg.contains("one &lt;tunnel&gt;"), svg);
  }
}
