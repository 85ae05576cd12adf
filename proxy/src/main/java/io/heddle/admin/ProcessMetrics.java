package io.heddle.admin;

import io.heddle.jdk.BlockingCheck;
import io.heddle.jdk.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Metrics of this process, by the names that Prometheus's client libraries use. A metric that the
/// system does not provide is left out.
final class ProcessMetrics {
  private static final Path PROC = Platform.proc().resolve("self");

  private ProcessMetrics() {}

  static void write(PrometheusWriter out) {
    assert BlockingCheck.isAllowed();
    ProcessHandle.Info info = ProcessHandle.current().info();
    info.totalCpuDuration()
        .ifPresent(time ->
            out.counter("process_cpu_seconds_total", "Processor time.")
                .add(time.toMillis() / 1000.0));
    info.startInstant()
        .map(Instant::toEpochMilli)
        .ifPresent(time ->
            out.gauge("process_start_time_seconds", "Start time since 1970.").add(time / 1000.0));
    find("status", "VmRSS:\\s+(\\d+) kB")
        .ifPresent(size ->
            out.gauge("process_resident_memory_bytes", "Resident memory.").add(size * 1024));
    find("status", "VmSize:\\s+(\\d+) kB")
        .ifPresent(
            size -> out.gauge("process_virtual_memory_bytes", "Virtual memory.").add(size * 1024));
    descriptors()
        .ifPresent(count -> out.gauge("process_open_fds", "Open file descriptors.").add(count));
    find("limits", "Max open files\\s+(\\d+)")
        .ifPresent(
            most -> out.gauge("process_max_fds", "Limit of open file descriptors.").add(most));
    Runtime runtime = Runtime.getRuntime();
    out.gauge("jvm_memory_used_bytes", "Heap in use, garbage included.")
        .add(runtime.totalMemory() - runtime.freeMemory(), "area", "heap");
  }

  private static Optional<Long> find(String file, String pattern) {
    assert BlockingCheck.isAllowed();
    try {
      Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(PROC.resolve(file)));
      return matcher.find() ? Optional.of(Long.parseLong(matcher.group(1))) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static Optional<Long> descriptors() {
    assert BlockingCheck.isAllowed();
    try (Stream<Path> files = Files.list(PROC.resolve("fd"))) {
      return Optional.of(files.count());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
