package io.heddle.lab.bench;

import io.heddle.lab.origin.OriginServer;
import io.heddle.lab.proxy.HeddleDefinitions;
import io.heddle.lab.proxy.ProxyDefinition;
import io.heddle.lab.report.MarkdownReport;
import io.heddle.lab.report.SvgReport;
import io.heddle.lab.results.Assessment;
import io.heddle.lab.results.ProxyNames;
import io.heddle.lab.results.Sample;
import io.heddle.lab.results.Samples;
import io.heddle.lab.system.ExternalProgram;
import io.heddle.lab.system.SystemInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Program that measures Heddle and other proxies in one run, and writes the results as Markdown
/// and as a picture.
///
///     BenchmarkRunner ROOT VERSION [--markdown FILE] [--svg FILE] [ROUNDS [ROWS]]
///
/// The figures of a machine vary over time, so the proxies take turns (A B C A B C), each started
/// anew, and the tables show medians. The CPU time of the proxy per unit of work comes first: on a
/// shared machine it is the steady figure, while throughput also depends on the load generator and
/// on other programs.
///
/// Exits with 1 if Heddle has failed in a scenario, and with 2 if the arguments are wrong.
public final class BenchmarkRunner {
  private final BenchOptions options;
  private final Samples samples = new Samples();
  private final List<String> programs = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
  private boolean failed;

  private BenchmarkRunner(BenchOptions options) {
    this.options = options;
  }

  public static void main(String[] arguments) throws Exception {
    BenchmarkRunner runner;
    try {
      List<String> words = Arrays.asList(arguments);
      runner =
          new BenchmarkRunner(
              BenchOptions.parse(
                  Path.of(arguments[0]), arguments[1], words.subList(2, words.size())));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(2);
      return;
    }
    runner.measure();
    runner.write();
    System.exit(runner.failed ? 1 : 0);
  }

  private void measure() throws Exception {
    List<Scenario> scenarios = Scenarios.selected(options.prefix());
    ProxyCatalog catalog =
        ProxyCatalog.installed(
            new HeddleDefinitions(options.image(), ProxyNames.HEDDLE),
            options.before().map(image -> new HeddleDefinitions(image, "heddle before")),
            remarks);
    catalog.programs().stream().map(ExternalProgram::description).forEach(programs::add);
    IdleTunnelMeasurement.shortage(scenarios).ifPresent(remarks::add);
    try (OriginServer origin = new OriginServer()) {
      for (Scenario scenario : scenarios) {
        scenario.warmUp(origin.address());
        for (int run = 0; run < options.rounds() * scenario.repeats(); run++) {
          for (ProxyDefinition proxy : catalog.definitions()) {
            if (proxy.capabilities().contains(scenario.capability())
                && options.selects(proxy.name())) {
              measure(scenario, proxy, origin);
            }
          }
        }
      }
    }
    measureImage();
    measureExec();
  }

  /// Not in the table, which compares proxies.
  private void measureExec() throws InterruptedException {
    if (options.prefix().isEmpty()) {
      return;
    }
    try {
      ExecOverhead.of(options.image()).measure(options, samples);
    } catch (IOException e) {
      remarks.add("exec: " + e.getMessage());
      failed = true;
    }
  }

  private void measure(Scenario scenario, ProxyDefinition proxy, OriginServer origin) {
    System.err.println(proxy.name() + ": " + scenario.description());
    try {
      scenario
          .run(proxy, origin.address())
          .forEach((metric, sample) -> samples.add(metric, proxy.name(), sample));
    } catch (Exception e) {
      remarks.add(proxy.name() + ", " + scenario.description() + ": " + e.getMessage());
      failed |= proxy.name().startsWith(ProxyNames.HEDDLE);
    }
  }

  private void measureImage() throws IOException, InterruptedException {
    ImageSize size = new ImageSize(options);
    if (options.selects(ImageSize.ON_DISK)) {
      samples.add(ImageSize.ON_DISK, ProxyNames.HEDDLE, new Sample(size.onDisk(), Double.NaN));
    }
    if (options.selects(ImageSize.PACKED)) {
      try {
        samples.add(ImageSize.PACKED, ProxyNames.HEDDLE, new Sample(size.packed(), Double.NaN));
      } catch (IOException e) {
        remarks.add(ImageSize.PACKED.name() + ": " + e.getMessage());
      }
    }
  }

  private void write() throws IOException {
    List<Assessment> assessments =
        samples.metrics().stream()
            .filter(metric -> samples.proxies(metric).contains(ProxyNames.HEDDLE))
            .map(metric -> Assessment.of(metric, samples))
            .toList();
    String subject =
        "Heddle %s, medians of %d rounds, %s"
            .formatted(options.version(), options.rounds(), LocalDate.now(ZoneId.systemDefault()));
    String machine = SystemInfo.description();
    String text =
        new MarkdownReport(samples, assessments, subject, machine, programs, remarks).text();
    System.out.print(text);
    if (options.markdown().isPresent()) {
      Files.writeString(options.markdown().get(), text);
    }
    if (options.svg().isPresent()) {
      Files.writeString(
          options.svg().get(), SvgReport.of(assessments, samples, subject, machine).svg());
    }
  }
}
