package io.heddle.lab.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Heap of a JVM, in kB.
///
/// @param live objects in use
/// @param resident main memory of the heap, in use or not
public record JvmHeap(long live, long resident) {
  /// Line of a class in a histogram: number, instances, bytes, name.
  private static final Pattern CLASS = Pattern.compile("(?m)^ *\\d+: +\\d+ +(\\d+) +(\\S+)");

  /// Class of the objects with which the collector fills gaps, up to megabytes.
  private static final String FILLER = "jdk.internal.vm.Filler";

  /// Bounds of a space: its begin, the end of its used part, the end of what it may grow to.
  private static final Pattern SPACE =
      Pattern.compile("\\[0x(\\p{XDigit}+), 0x\\p{XDigit}+, 0x(\\p{XDigit}+)\\)");

  /// First line of a mapping in smaps.
  private static final Pattern MAPPING = Pattern.compile("(\\p{XDigit}+)-\\p{XDigit}+ .*");

  /// Heap after a garbage collection, which this starts.
  public static JvmHeap afterCollection(long pid) throws IOException {
    long live = liveBytes(jcmd(pid, "GC.class_histogram")) / 1024;
    String smaps = Files.readString(Path.of("/proc/" + pid + "/smaps"));
    return new JvmHeap(live, resident(jcmd(pid, "GC.heap_info"), smaps));
  }

  static long liveBytes(String histogram) throws IOException {
    long bytes =
        CLASS
            .matcher(histogram)
            .results()
            .filter(line -> !line.group(2).contains(FILLER))
            .mapToLong(line -> Long.parseLong(line.group(1)))
            .sum();
    if (bytes == 0) {
      throw new IOException("no histogram of the heap: " + histogram);
    }
    return bytes;
  }

  static long resident(String heapInfo, String smaps) {
    List<MatchResult> spaces = SPACE.matcher(heapInfo).results().toList();
    long begin = spaces.stream().mapToLong(space -> address(space.group(1))).min().orElseThrow();
    long end = spaces.stream().mapToLong(space -> address(space.group(2))).max().orElseThrow();
    long sum = 0;
    boolean inHeap = false;
    for (String line : smaps.lines().toList()) {
      Matcher mapping = MAPPING.matcher(line);
      if (mapping.matches()) {
        long start = address(mapping.group(1));
        inHeap = begin <= start && start < end;
      } else if (inHeap && line.startsWith("Rss:")) {
        sum += Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    return sum;
  }

  private static long address(String digits) {
    return Long.parseUnsignedLong(digits, 16);
  }

  private static String jcmd(long pid, String command) throws IOException {
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(pid),
                command)
            .redirectErrorStream(true)
            .start();
    return new String(jcmd.getInputStream().readAllBytes(), UTF_8);
  }
}
