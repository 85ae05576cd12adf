package io.heddle.lab.soak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SoakReportTest {
  private static final ResourceUsage STEADY = usage(20);

  @Test
  void eachThirdHasItsMedian() {
    List<ResourceUsage> usages = new ArrayList<>();
    for (int descriptors : new int[] {90, 10, 20, 5, 30, 31, 32, 50, 40, 41}) {
      usages.add(usage(descriptors));
    }
    UsageTrend trend = UsageTrend.of("first", usages).getFirst();
    assertEquals(20, trend.first());
    assertEquals(31, trend.middle());
    assertEquals(41, trend.last());
    assertTrue(trend.hasGrown());
    assertEquals(
        "| first | descriptors | 20 | 31 | 41 | 8 | **grown** |%n".formatted(), trend.row());
  }

  @Test
  void growthWithinTheToleranceIsChance() {
    assertFalse(descriptors(20, 20, 28).hasGrown());
    assertTrue(descriptors(20, 20, 29).hasGrown());
  }

  @Test
  void growthInTheFirstThirdIsNotJudged() {
    assertFalse(descriptors(1, 1000, 1000).hasGrown());
  }

  @Test
  void aShortTestProvesNothing() {
    SoakReport report = new SoakReport();
    for (int i = 0; i < 2; i++) {
      report.add(Duration.ofSeconds(20L * i), 100, STEADY, STEADY);
      assertFalse(report.passed());
    }
    report.add(Duration.ofSeconds(40), 100, STEADY, STEADY);
    assertTrue(report.passed());
  }

  @Test
  void eitherProxyMayGrow() {
    SoakReport report = new SoakReport();
    for (int i = 0; i < 6; i++) {
      report.add(Duration.ofSeconds(20L * i), 100, STEADY, usage(20 * i));
    }
    assertFalse(report.passed());
  }

  @Test
  void theReportShowsTheFirstUsageOfEachMinute() {
    SoakReport report = new SoakReport();
    for (int i = 0; i < 6; i++) {
      report.add(Duration.ofSeconds(20L * i), 1000L * i, STEADY, STEADY);
    }
    ClientCounts counts = new ClientCounts();
    counts.increment(SoakClient.BULK, ChainRoute.DIRECT);
    String text = report.text("1.0", Duration.ofMinutes(2), "2 cores", counts);
    assertTrue(
        text.startsWith(
            "Heddle 1.0, 2 minutes of clients of every kind, 1 of them, on 2 cores: nothing grows"),
        text);
    List<String> rows = text.lines().filter(line -> line.contains("| first | 20 |")).toList();
    assertEquals(
        List.of(
            "| 0.0 | 0 | first | 20 | 4 | 5,000 | 60,000 | 70,000 |",
            "| 1.0 | 3,000 | first | 20 | 4 | 5,000 | 60,000 | 70,000 |"),
        rows);
  }

  @Test
  void clientsAreCountedByKindAndRoute() {
    ClientCounts counts = new ClientCounts();
    counts.increment(SoakClient.DATAGRAMS, ChainRoute.DIRECT);
    counts.increment(SoakClient.DATAGRAMS, ChainRoute.DIRECT);
    counts.increment(SoakClient.CONNECT, ChainRoute.HTTP2_UPSTREAM);
    assertEquals(3, counts.total());
    String table = counts.table();
    assertTrue(
        table.startsWith(
            """
            | clients | direct | tls listener | socks5 upstream | http1 upstream | http2 upstream |
            |---|---:|---:|---:|---:|---:|
            """),
        table);
    assertTrue(table.contains("\n| CONNECT | 0 | 0 | 0 | 0 | 1 |\n"), table);
    assertTrue(table.contains("\n| DATAGRAMS | 2 |  | 0 |  |  |\n"), table);
  }

  private static UsageTrend descriptors(int... thirds) {
    List<ResourceUsage> usages = new ArrayList<>();
    for (int descriptors : thirds) {
      usages.add(usage(descriptors));
    }
    return UsageTrend.of("first", usages).getFirst();
  }

  private static ResourceUsage usage(int descriptors) {
    return new ResourceUsage(descriptors, 4, 5000, 60_000, 70_000);
  }
}
