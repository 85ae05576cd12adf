import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLongArray;

/// Looks for what the proxy keeps that it should give back.
///
///     java scripts/lab/Soak.java IMAGE MINUTES
///
///     churn ten seconds ─▶ all clients gone ─▶ count ─▶ churn …     the first third is not judged:
///                                                                  code is compiled, pools fill
///
/// Exits with 1 if there is more of something in the last third than in the middle one.
public final class Soak {
  private static final Duration CHURN = Duration.ofSeconds(10);
  private static final int CLIENTS = 16;

  /// For each of the clients: slow enough that the system does not run out of ports.
  private static final Duration PACE = Duration.ofMillis(60);

  private Soak() {}

  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 2) {
      throw new IllegalArgumentException("usage: java Soak.java IMAGE MINUTES");
    }
    long end = System.nanoTime() + Duration.ofMinutes(Long.parseLong(arguments[1])).toNanos();
    Random seeds = new Random(System.nanoTime());
    List<Footprint> footprints = new ArrayList<>();
    try (Origin origin = new Origin();
        DatagramEcho datagrams = new DatagramEcho();
        Target proxy = new Heddle(Path.of(arguments[0])).plain().start(origin.address())) {
      AtomicLongArray done = new AtomicLongArray(Client.values().length);
      System.out.println("clients  " + Footprint.HEAD);
      while (System.nanoTime() < end) {
        churn(new Client.Ways(proxy, datagrams.address()), seeds, done);
        footprints.add(Footprint.of(proxy));
        System.out.printf("%7d  %s%n", sum(done), footprints.getLast());
      }
      for (Client client : Client.values()) {
        System.out.printf("%7d  %s%n", done.get(client.ordinal()), client);
      }
    }
    List<String> growth = Footprint.growth(footprints);
    growth.forEach(System.out::println);
    System.exit(growth.isEmpty() ? 0 : 1);
  }

  private static void churn(Client.Ways ways, Random seeds, AtomicLongArray done) throws Exception {
    long end = System.nanoTime() + CHURN.toNanos();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        Random choice = new Random(seeds.nextLong());
        clients.add(threads.submit(() -> comeAndGo(ways, choice, end, done)));
      }
      for (Future<?> client : clients) {
        client.get();
      }
    }
  }

  private static Void comeAndGo(Client.Ways ways, Random choice, long end, AtomicLongArray done)
      throws IOException, InterruptedException {
    while (System.nanoTime() < end) {
      Client client = Client.values()[choice.nextInt(Client.values().length)];
      try {
        client.use(ways);
      } catch (IOException e) {
        throw new IOException("a client that is " + client, e);
      }
      done.incrementAndGet(client.ordinal());
      Thread.sleep(PACE);
    }
    return null;
  }

  private static long sum(AtomicLongArray counts) {
    long sum = 0;
    for (int i = 0; i < counts.length(); i++) {
      sum += counts.get(i);
    }
    return sum;
  }
}
