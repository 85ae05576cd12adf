import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The heap of a JVM, in kB.
///
/// @param live objects that are in use
/// @param resident memory that it has got, be it in use or not
record Heap(long live, long resident) {
  /// How many bytes the objects of a class take, and the class.
  private static final Pattern CLASS = Pattern.compile("(?m)^ *\\d+: +\\d+ +(\\d+) +(\\S+)");

  /// What the collector puts where it leaves a gap, up to megabytes of it.
  private static final String GAP = "jdk.internal.vm.Filler";

  /// Of each space: from where, up to where it is used, and up to where it may grow.
  private static final Pattern SPACE =
      Pattern.compile("\\[0x(\\p{XDigit}+), 0x\\p{XDigit}+, 0x(\\p{XDigit}+)\\)");

  /// The first line about a mapping.
  private static final Pattern MAPPING = Pattern.compile("(\\p{XDigit}+)-\\p{XDigit}+ .*");

  /// After the JVM has collected its garbage.
  static Heap of(long pid) throws IOException {
    String histogram = jcmd(pid, "GC.class_histogram");
    long bytes =
        CLASS
            .matcher(histogram)
            .results()
            .filter(one -> !one.group(2).contains(GAP))
            .mapToLong(one -> Long.parseLong(one.group(1)))
            .sum();
    if (bytes == 0) {
      throw new IOException("no histogram of the heap: " + histogram);
    }
    return new Heap(bytes / 1024, resident(pid));
  }

  private static long resident(long pid) throws IOException {
    List<MatchResult> spaces = SPACE.matcher(jcmd(pid, "GC.heap_info")).results().toList();
    long begin = spaces.stream().mapToLong(space -> address(space.group(1))).min().orElseThrow();
    long end = spaces.stream().mapToLong(space -> address(space.group(2))).max().orElseThrow();
    long sum = 0;
    boolean within = false;
    for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/smaps"))) {
      Matcher mapping = MAPPING.matcher(line);
      if (mapping.matches()) {
        long at = address(mapping.group(1));
        within = begin <= at && at < end;
      } else if (within && line.startsWith("Rss:")) {
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
    return new String(jcmd.getInputStream().readAllBytes());
  }
}
