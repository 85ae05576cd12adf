import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a proxy holds while it has no client.
///
/// @param heapKilobytes of objects that are in use
/// @param residentKilobytes of memory, whatever for
record Footprint(long descriptors, long threads, long heapKilobytes, long residentKilobytes) {
  static final String HEAD = "descriptors  threads  heap kB  resident kB";

  private static final Pattern TOTAL = Pattern.compile("(?m)^Total +\\d+ +(\\d+)$");

  /// What may be more by chance.
  private static final Footprint TOLERANCE = new Footprint(8, 4, 1024, 8 * 1024);

  /// Waits until the proxy has noticed that its clients are gone, then counts.
  static Footprint of(Target proxy) throws IOException, InterruptedException {
    long pid = proxy.running().orElseThrow().process().pid();
    long before;
    long now = entries(pid, "fd");
    do {
      before = now;
      Thread.sleep(500);
      now = entries(pid, "fd");
    } while (now < before);
    return new Footprint(
        now, entries(pid, "task"), liveKilobytes(pid), (long) proxy.memory().resident());
  }

  private static long entries(long pid, String folder) throws IOException {
    long count = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("/proc/" + pid, folder))) {
      for (Path _ : files) {
        count++;
      }
    }
    return count;
  }

  /// The JVM collects garbage for this.
  private static long liveKilobytes(long pid) throws IOException {
    Process jcmd =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(pid),
                "GC.class_histogram")
            .redirectErrorStream(true)
            .start();
    String histogram = new String(jcmd.getInputStream().readAllBytes());
    Matcher total = TOTAL.matcher(histogram);
    if (!total.find()) {
      throw new IOException("no histogram of the heap: " + histogram);
    }
    return Long.parseLong(total.group(1)) / 1024;
  }

  /// What there is more of in the last third than in the middle one, a line each.
  static List<String> growth(List<Footprint> all) {
    int third = all.size() / 3;
    if (third == 0) {
      return List.of("too short to tell anything");
    }
    List<Footprint> middle = all.subList(third, all.size() - third);
    List<Footprint> last = all.subList(all.size() - third, all.size());
    List<String> growth = new ArrayList<>();
    compare("descriptors", Footprint::descriptors, middle, last, growth);
    compare("threads", Footprint::threads, middle, last, growth);
    compare("kB of heap", Footprint::heapKilobytes, middle, last, growth);
    compare("kB of memory", Footprint::residentKilobytes, middle, last, growth);
    return growth;
  }

  private static void compare(
      String what,
      ToLongFunction<Footprint> figure,
      List<Footprint> before,
      List<Footprint> after,
      List<String> growth) {
    long then = median(before, figure);
    long now = median(after, figure);
    if (now > then + figure.applyAsLong(TOLERANCE)) {
      growth.add("grown: " + what + " from " + then + " to " + now);
    }
  }

  private static long median(List<Footprint> all, ToLongFunction<Footprint> figure) {
    long[] sorted = all.stream().mapToLong(figure).toArray();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%11d  %7d  %7d  %11d",
        descriptors,
        threads,
        heapKilobytes,
        residentKilobytes);
  }
}
