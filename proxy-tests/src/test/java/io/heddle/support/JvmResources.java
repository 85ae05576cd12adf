package io.heddle.support;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;

/// Resources in use by this JVM.
///
/// @param sockets number of open descriptors of sockets
/// @param virtualThreads number of live virtual threads
public record JvmResources(int sockets, int virtualThreads) {

  /// Resources in use now.
  public static JvmResources now() {
    try {
      return new JvmResources(countSockets(), countVirtualThreads());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether none of these exceeds `base`.
  public boolean isWithin(JvmResources base) {
    return sockets <= base.sockets && virtualThreads <= base.virtualThreads;
  }

  private static int countSockets() throws IOException {
    int count = 0;
    try (Stream<Path> links = Files.list(Path.of("/proc/self/fd"))) {
      for (Path link : (Iterable<Path>) links::iterator) {
        count += isSocket(link) ? 1 : 0;
      }
    }
    return count;
  }

  private static boolean isSocket(Path link) throws IOException {
    try {
      return Files.readSymbolicLink(link).toString().startsWith("socket:");
    } catch (NoSuchFileException e) {
      return false; // Closed since it was listed.
    }
  }

  private static int countVirtualThreads() throws IOException {
    Path directory = Files.createTempDirectory("threads");
    Path dump = directory.resolve("dump.txt");
    try {
      ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
          .dumpThreads(dump.toString(), ThreadDumpFormat.TEXT_PLAIN);
      try (Stream<String> lines = Files.lines(dump)) {
        return (int) lines.filter(line -> line.matches("#\\d+ .* virtual.*")).count();
      }
    } finally {
      Files.deleteIfExists(dump);
      Files.delete(directory);
    }
  }
}
