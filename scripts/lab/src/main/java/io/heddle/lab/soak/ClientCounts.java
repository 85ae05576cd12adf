package io.heddle.lab.soak;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/// Numbers of clients served, by [SoakClient] and [ChainRoute].
final class ClientCounts {
  private final Map<SoakClient, Map<ChainRoute, LongAdder>> counts =
      new EnumMap<>(SoakClient.class);

  ClientCounts() {
    for (SoakClient client : SoakClient.values()) {
      Map<ChainRoute, LongAdder> byRoute = new EnumMap<>(ChainRoute.class);
      for (ChainRoute route : ChainRoute.values()) {
        byRoute.put(route, new LongAdder());
      }
      counts.put(client, byRoute);
    }
  }

  void increment(SoakClient client, ChainRoute route) {
    counts.get(client).get(route).increment();
  }

  long total() {
    return counts.values().stream()
        .flatMap(byRoute -> byRoute.values().stream())
        .mapToLong(LongAdder::sum)
        .sum();
  }

  /// Table in Markdown.
  String table() {
    ChainRoute[] routes = ChainRoute.values();
    return Arrays.stream(routes)
            .map(ChainRoute::toString)
            .collect(joining(" | ", "| clients | ", " |\n"))
        + "|---|"
        + "---:|".repeat(routes.length)
        + "\n"
        + Arrays.stream(SoakClient.values()).map(this::row).collect(joining());
  }

  private String row(SoakClient client) {
    return Arrays.stream(ChainRoute.values())
        .map(route -> client.supports(route) ? text(counts.get(client).get(route).sum()) : "")
        .collect(joining(" | ", "| " + client + " | ", " |\n"));
  }

  private static String text(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }
}
