import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLongArray;

/// How often each [Client] has been there on each [Way].
final class Visits {
  private static final int WAYS = Way.values().length;

  private final AtomicLongArray counts = new AtomicLongArray(Client.values().length * WAYS);

  void add(Client client, Way way) {
    counts.incrementAndGet(index(client, way));
  }

  long sum() {
    long sum = 0;
    for (int i = 0; i < counts.length(); i++) {
      sum += counts.get(i);
    }
    return sum;
  }

  /// As a table in Markdown.
  String table() {
    String head = Arrays.stream(Way.values()).map(Object::toString).collect(joining(" | "));
    return "| clients | %s |\n|---|%s\n".formatted(head, "---:|".repeat(WAYS))
        + Arrays.stream(Client.values()).map(this::line).collect(joining());
  }

  private String line(Client client) {
    return Arrays.stream(Way.values())
        .map(way -> client.takes(way) ? text(counts.get(index(client, way))) : "")
        .collect(joining(" | ", "| " + client + " | ", " |\n"));
  }

  private static String text(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private static int index(Client client, Way way) {
    return client.ordinal() * WAYS + way.ordinal();
  }
}
