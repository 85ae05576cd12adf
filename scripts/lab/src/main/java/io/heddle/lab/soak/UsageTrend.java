package io.heddle.lab.soak;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Trend of one resource of a proxy: its median in the first, the middle and the last third of a
/// soak test. The first is not judged, since code is compiled and pools fill.
record UsageTrend(String proxy, TrackedResource resource, long first, long middle, long last) {

  /// Resource that must not grow.
  enum TrackedResource {
    DESCRIPTORS("descriptors", 8),
    THREADS("threads", 4),
    HEAP("kB of heap in use", 1024),
    NON_HEAP("kB beside the heap", 4 * 1024),
    RESIDENT("kB resident", 8 * 1024);

    private final String label;

    /// Difference that may be chance.
    private final long tolerance;

    TrackedResource(String label, long tolerance) {
      this.label = label;
      this.tolerance = tolerance;
    }

    private long of(ResourceUsage usage) {
      return switch (this) {
        case DESCRIPTORS -> usage.descriptors();
        case THREADS -> usage.threads();
        case HEAP -> usage.heap();
        case NON_HEAP -> usage.nonHeap();
        case RESIDENT -> usage.resident();
      };
    }
  }

  /// Trends of all resources.
  ///
  /// @param usages in the order in which they were taken, three at least
  static List<UsageTrend> of(String proxy, List<ResourceUsage> usages) {
    int third = usages.size() / 3;
    List<ResourceUsage> first = usages.subList(0, third);
    List<ResourceUsage> middle = usages.subList(third, usages.size() - third);
    List<ResourceUsage> last = usages.subList(usages.size() - third, usages.size());
    return Arrays.stream(TrackedResource.values())
        .map(resource ->
            new UsageTrend(
                proxy,
                resource,
                median(resource, first),
                median(resource, middle),
                median(resource, last)))
        .toList();
  }

  private static long median(TrackedResource resource, List<ResourceUsage> usages) {
    long[] sorted = usages.stream().mapToLong(resource::of).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  boolean hasGrown() {
    return last > middle + resource.tolerance;
  }

  /// Row of a table in Markdown.
  String row() {
    return String.format(
        Locale.ROOT,
        "| %s | %s | %,d | %,d | %,d | %,d | %s |%n",
        proxy,
        resource.label,
        first,
        middle,
        last,
        resource.tolerance,
        hasGrown() ? "**grown**" : "");
  }
}
