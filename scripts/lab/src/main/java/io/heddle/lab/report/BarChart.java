package io.heddle.lab.report;

import static java.util.stream.Collectors.joining;

import io.heddle.lab.results.Assessment;
import io.heddle.lab.results.Metric;
import io.heddle.lab.results.ProxyNames;
import io.heddle.lab.results.Samples;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Bar chart of one metric: a bar for each proxy on one scale, the shortest first.
record BarChart(Metric metric, List<ChartBar> bars) {
  private static final int HEADING = 36;

  static BarChart of(Assessment assessment, Samples samples) {
    return new BarChart(
        assessment.metric(),
        samples.proxies(assessment.metric()).stream()
            .map(proxy -> bar(proxy, assessment, samples))
            .filter(bar -> Double.isFinite(bar.value()))
            .sorted(Comparator.comparingDouble(ChartBar::value))
            .toList());
  }

  private static ChartBar bar(String proxy, Assessment assessment, Samples samples) {
    double cost = samples.cost(assessment.metric(), proxy);
    if (proxy.equals(ProxyNames.HEDDLE)) {
      return new ChartBar("Heddle", cost, assessment.targetCost(), ChartBar.Style.OWN);
    }
    return new ChartBar(
        proxy,
        cost,
        Double.NaN,
        ProxyNames.isForwarder(proxy) ? ChartBar.Style.FORWARDER : ChartBar.Style.OTHER);
  }

  int height() {
    return HEADING + bars.size() * ChartBar.HEIGHT;
  }

  String svg(int left, int top, int width) {
    double maximum = bars.stream().mapToDouble(ChartBar::largest).max().orElse(1);
    return """
    <g transform='translate(%d %d)'>
    <text y='11' class='name'>%s</text>
    <text x='%d' y='11' text-anchor='end' class='quiet'>%s</text>
    <text y='27' class='quiet'>%s</text>
    """
            .formatted(
                left,
                top,
                SvgReport.escaped(metric.name()),
                width,
                SvgReport.escaped(metric.costUnit()),
                SvgReport.escaped(metric.description()))
        + IntStream.range(0, bars.size())
            .mapToObj(i -> bars.get(i).svg(HEADING + i * ChartBar.HEIGHT, maximum))
            .collect(joining())
        + "</g>\n";
  }
}
