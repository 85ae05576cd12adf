import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/// Measures the proxy beside others in one run and prints a table in Markdown.
///
///     java scripts/lab/Bench.java IMAGE ROUNDS [WORKLOAD]
///
/// Machines are noisy, so the proxies take turns (A B C A B C), each fresh, and the table has
/// medians. What it costs the proxy, CPU time per unit of work, comes first: on a shared machine it
/// is the steady figure, while throughput also tells of the load generator and the neighbours.
public final class Bench {
  private Bench() {}

  public static void main(String[] arguments) throws Exception {
    if (arguments.length < 2 || arguments.length > 3) {
      throw new IllegalArgumentException("usage: java Bench.java IMAGE ROUNDS [WORKLOAD]");
    }
    String wanted = arguments.length == 3 ? arguments[2] : "";
    int rounds = Integer.parseInt(arguments[1]);
    try (Origin origin = new Origin()) {
      List<Peer> peers = Peer.installed(arguments[0], origin.address());
      for (Workload workload : Workload.named(wanted)) {
        List<Peer> able =
            peers.stream().filter(peer -> peer.speaks().contains(workload.protocol())).toList();
        print(workload, measure(workload, able, origin, rounds));
      }
    }
  }

  private static Map<Peer, List<Result>> measure(
      Workload workload, List<Peer> peers, Origin origin, int rounds) throws Exception {
    Map<Peer, List<Result>> results = new LinkedHashMap<>();
    for (int round = 0; round < rounds; round++) {
      for (Peer peer : peers) {
        try (Target target = peer.start(origin.address())) {
          results.computeIfAbsent(peer, key -> new ArrayList<>()).add(workload.run(target));
        } catch (ExecutionException e) {
          throw new IllegalStateException(workload.name() + " through " + peer.name(), e);
        }
      }
    }
    return results;
  }

  private static void print(Workload workload, Map<Peer, List<Result>> results) {
    System.out.printf(
        "%n### %s%n%n%s%n%n| proxy | %s | × | %s |%n|---|---:|---:|---:|%n",
        workload.name(), workload.what(), workload.costUnit(), workload.yieldUnit());
    double first = median(results.values().iterator().next().stream().map(Result::cost).toList());
    results.forEach(
        (peer, all) -> {
          double cost = median(all.stream().map(Result::cost).toList());
          double yield = median(all.stream().map(Result::yield).toList());
          System.out.printf(
              Locale.ROOT, "| %s | %s | %s | %s |%n", peer.name(), number(cost),
              number(cost / first), number(yield));
        });
  }

  /// Three figures that count; `–` where there is nothing to measure.
  private static String number(double value) {
    if (!Double.isFinite(value) || value == 0) {
      return "–";
    }
    int decimals = Math.max(0, 2 - (int) Math.floor(Math.log10(Math.abs(value))));
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }

  private static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
