package io.heddle.lab.bench;

import io.heddle.lab.proxy.TemporaryFiles;
import io.heddle.lab.results.Metric;
import io.heddle.lab.results.Objective;
import io.heddle.lab.results.ProxyNames;
import io.heddle.lab.results.Sample;
import io.heddle.lab.results.Samples;
import io.heddle.lab.system.ProcessCpu;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Time of `heddle exec -- true` with a private proxy, as it is and in a network namespace, beside that
/// of `true` alone, which the tables call *no proxy*.
///
/// @param image the folder of the program
/// @param config of the private proxy
record ExecOverhead(Path image, String config) {
  private static final int RUNS = 5;
  private static final List<String> NOT_ISOLATED = List.of();
  private static final List<String> ISOLATED = List.of("--isolate", "require");

  static ExecOverhead of(Path image) throws IOException {
    return new ExecOverhead(image, TemporaryFiles.create("log: {access: false}\n"));
  }

  /// Measures the selected metrics.
  ///
  /// @throws IOException if a command fails, as where the system has no network namespaces
  void measure(BenchOptions options, Samples samples) throws IOException, InterruptedException {
    for (int run = 0; run < options.rounds() * RUNS; run++) {
      measure("exec", "heddle exec -- true", NOT_ISOLATED, options, samples);
      measure("exec, isolated", "the same with --isolate require", ISOLATED, options, samples);
    }
  }

  private void measure(
      String name,
      String description,
      List<String> isolation,
      BenchOptions options,
      Samples samples)
      throws IOException, InterruptedException {
    Objective none = new Objective.ComparisonOnly(ProxyNames.NO_PROXY);
    Metric metric = new Metric(name, description, "ms", "CPU ms", none);
    if (options.selects(metric)) {
      List<String> command =
          new ArrayList<>(List.of(image.resolve("bin/heddle").toString(), "exec", "--config"));
      command.add(config);
      command.addAll(isolation);
      command.addAll(List.of("--", "true"));
      samples.add(metric, ProxyNames.HEDDLE, run(command));
      samples.add(metric, ProxyNames.NO_PROXY, run(List.of("true")));
    }
  }

  private static Sample run(List<String> command) throws IOException, InterruptedException {
    long self = ProcessHandle.current().pid();
    double cpu = ProcessCpu.seconds(self);
    long begin = System.nanoTime();
    int code = new ProcessBuilder(command).inheritIO().start().waitFor();
    double millis = (System.nanoTime() - begin) / 1e6;
    if (code != 0) {
      throw new IOException(String.join(" ", command) + " ended with " + code);
    }
    // The CPU time of this process has that of the programs that it has waited for.
    return new Sample(millis, (ProcessCpu.seconds(self) - cpu) * 1e3);
  }
}
