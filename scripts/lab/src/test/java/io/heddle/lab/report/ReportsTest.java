package io.heddle.lab.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.lab.results.Assessment;
import io.heddle.lab.results.Metric;
import io.heddle.lab.results.Objective;
import io.heddle.lab.results.ProxyNames;
import io.heddle.lab.results.Sample;
import io.heddle.lab.results.Samples;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class ReportsTest {
  private static final String SUBJECT = "Heddle 1 & 2";
  private static final String MACHINE = "2 cores";

  @Test
  void theComparisonComesBeforeTheFigures() {
    Samples samples = samples(1);
    String text =
        new MarkdownReport(
                samples,
                assessments(samples),
                SUBJECT,
                MACHINE,
                List.of("squid 5.7"),
                List.of("danted is not installed"))
            .text();
    assertTrue(
        text.contains(
            "\n| GET 0 | CPU µs | 15.0 | 30.0 squid | 0.500 | 0.7 | 0.6 | " + "stretch met |\n"),
        text);
    assertTrue(
        text.contains("\n| heddle | 15.0 | 1.00 | 100 |\n| squid | 30.0 | 2.00 | 50.0 |\n"), text);
    assertTrue(text.contains("\nBeside it: squid 5.7.\n"), text);
    assertTrue(text.endsWith("\n- danted is not installed\n"), text);
  }

  @Test
  void thePictureIsAsHighAsItsRowsOfCharts() throws Exception {
    // Heading 78, each row of charts 36 + 2 bars of 16 + 25, two lines of 17, margin 20.
    assertEquals("225", height(3));
    assertEquals("318", height(4));
  }

  private static String height(int charts) throws Exception {
    Samples samples = samples(charts);
    String svg = SvgReport.of(assessments(samples), samples, SUBJECT, MACHINE).svg();
    Document document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(UTF_8)));
    return document.getDocumentElement().getAttribute("height");
  }

  private static Samples samples(int metrics) {
    Samples samples = new Samples();
    IntStream.range(0, metrics)
        .mapToObj(i ->
            new Metric(
                "GET " + i,
                "requests",
                "CPU µs",
                "per s",
                new Objective.Relative(ProxyNames.SQUID, 0.7, 0.6)))
        .forEach(metric -> {
          samples.add(metric, ProxyNames.HEDDLE, new Sample(15, 100));
          samples.add(metric, ProxyNames.SQUID, new Sample(30, 50));
        });
    return samples;
  }

  private static List<Assessment> assessments(Samples samples) {
    return samples.metrics().stream().map(metric -> Assessment.of(metric, samples)).toList();
  }
}
