import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Looks for what the proxy keeps that it should give back.
///
///     java scripts/lab/Soak.java IMAGE VERSION MINUTES
///
///     churn ten seconds ─▶ all clients gone ─▶ count ─▶ churn …
///
/// Prints a report in Markdown. Exits with 1 if there is more of something in the last third than in
/// the middle one, or if a client is not served as it should be.
public final class Soak {
  private static final Duration CHURN = Duration.ofSeconds(10);
  private static final int CLIENTS = 16;

  /// For each of the clients: slow enough that the system does not run out of ports.
  private static final Duration PACE = Duration.ofMillis(60);

  private final Random seeds = new Random();
  private final Visits visits = new Visits();
  private final SoakReport report = new SoakReport();

  private Soak() {}

  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 3) {
      throw new IllegalArgumentException("usage: java Soak.java IMAGE VERSION MINUTES");
    }
    Duration duration = Duration.ofMinutes(Long.parseLong(arguments[2]));
    Soak soak = new Soak();
    soak.run(new Heddle(Path.of(arguments[0])), duration);
    System.out.print(soak.report.text(arguments[1], duration, soak.visits));
    System.exit(soak.report.isClean() ? 0 : 1);
  }

  private void run(Heddle heddle, Duration duration) throws Exception {
    long begin = System.nanoTime();
    try (Origin origin = new Origin();
        DatagramEcho datagrams = new DatagramEcho();
        Soaked proxies = Soaked.start(heddle, origin.address())) {
      while (System.nanoTime() < begin + duration.toNanos()) {
        churn(proxies, datagrams);
        report.add(
            Duration.ofNanos(System.nanoTime() - begin),
            visits.sum(),
            Footprint.of(proxies.first()),
            Footprint.of(proxies.next()));
      }
    }
  }

  private void churn(Soaked proxies, DatagramEcho datagrams) throws Exception {
    long end = System.nanoTime() + CHURN.toNanos();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        Random choice = new Random(seeds.nextLong());
        clients.add(threads.submit(() -> comeAndGo(proxies, datagrams, choice, end)));
      }
      for (Future<?> client : clients) {
        client.get();
      }
    }
  }

  private Void comeAndGo(Soaked proxies, DatagramEcho datagrams, Random choice, long end)
      throws IOException, InterruptedException {
    while (System.nanoTime() < end) {
      Client client = any(Client.values(), choice);
      Way way = any(Way.values(), choice);
      if (client.takes(way)) {
        try {
          client.use(new Client.Entrance(proxies.entrances().get(way), datagrams.address()));
        } catch (IOException e) {
          throw new IOException("a client that is " + client + ", " + way, e);
        }
        visits.add(client, way);
        Thread.sleep(PACE);
      }
    }
    return null;
  }

  private static <T> T any(T[] values, Random choice) {
    return values[choice.nextInt(values.length)];
  }
}
