package io.heddle.lab.bench;

import io.heddle.lab.proxy.LaunchedProxy;
import io.heddle.lab.results.Sample;
import java.util.ArrayList;
import java.util.List;

/// Measurement of which most threads sleep, while loops of the lowest priority keep the processors
/// out of their idle states. The cost of leaving such a state depends on the machine, above all on a
/// virtual one, and not on the proxy.
record BusyCpuMeasurement(Measurement measurement) implements Measurement {
  private static final List<String> LOOP =
      List.of("chrt", "--idle", "0", "sh", "-c", "while :; do :; done");

  @Override
  public void warmUp(LaunchedProxy noProxy) throws Exception {
    measurement.warmUp(noProxy);
  }

  @Override
  public Sample measure(LaunchedProxy proxy) throws Exception {
    List<Process> loops = new ArrayList<>();
    try {
      for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
        loops.add(new ProcessBuilder(LOOP).start());
      }
      return measurement.measure(proxy);
    } finally {
      loops.forEach(Process::destroyForcibly);
    }
  }
}
