package io.heddle.lab.system;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// Description of the machine that this runs on.
public final class SystemInfo {
  private SystemInfo() {}

  /// Processor, memory and system in one line.
  public static String description() throws IOException {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return String.format(
        Locale.ROOT,
        "%d cores of %s, %.0f GB of memory, Linux %s, %s",
        Runtime.getRuntime().availableProcessors(),
        value("/proc/cpuinfo", "model name\t: ", "an unknown processor"),
        system.getTotalMemorySize() / 1e9,
        System.getProperty("os.version"),
        value("/etc/os-release", "PRETTY_NAME=", "an unknown distribution"));
  }

  /// Limit of open descriptors of this process.
  public static long descriptorLimit() {
    return ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
        .getMaxFileDescriptorCount();
  }

  private static String value(String file, String key, String otherwise) throws IOException {
    return Files.readAllLines(Path.of(file)).stream()
        .filter(line -> line.startsWith(key))
        .map(line -> line.substring(key.length()).replace("\"", ""))
        .findFirst()
        .orElse(otherwise);
  }
}
