package io.heddle.lab.soak;

import io.heddle.lab.origin.OriginServer;
import io.heddle.lab.proxy.HeddleDefinitions;
import io.heddle.lab.results.ProxyNames;
import io.heddle.lab.system.SystemInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Program that looks for resources which a proxy does not give back.
///
///     SoakRunner IMAGE VERSION MINUTES
///
///     load for ten seconds ─▶ all clients gone ─▶ count ─▶ load …
///
/// Prints a report in Markdown. Exits with 1 if a resource grows from the middle third to the last,
/// and fails if a client is not served as it should be.
public final class SoakRunner {
  private static final Duration LOAD = Duration.ofSeconds(10);
  private static final int CLIENTS = 16;

  /// Pause of each client thread, so that the system does not run out of ports.
  private static final Duration PAUSE = Duration.ofMillis(60);

  private final Random seeds = new Random();
  private final ClientCounts counts = new ClientCounts();
  private final SoakReport report = new SoakReport();

  private SoakRunner() {}

  public static void main(String[] arguments) throws Exception {
    if (arguments.length != 3) {
      throw new IllegalArgumentException("usage: SoakRunner IMAGE VERSION MINUTES");
    }
    Duration duration = Duration.ofMinutes(Long.parseLong(arguments[2]));
    SoakRunner runner = new SoakRunner();
    runner.run(new HeddleDefinitions(Path.of(arguments[0]), ProxyNames.HEDDLE), duration);
    System.out.print(
        runner.report.text(arguments[1], duration, SystemInfo.description(), runner.counts));
    System.exit(runner.report.passed() ? 0 : 1);
  }

  private void run(HeddleDefinitions heddle, Duration duration) throws Exception {
    long begin = System.nanoTime();
    try (OriginServer origin = new OriginServer();
        ProxyChain chain = ProxyChain.start(heddle, origin.address())) {
      while (System.nanoTime() < begin + duration.toNanos()) {
        load(chain);
        System.err.print(
            report.add(
                Duration.ofNanos(System.nanoTime() - begin),
                counts.total(),
                ResourceUsage.of(chain.first()),
                ResourceUsage.of(chain.next())));
      }
    }
  }

  private void load(ProxyChain chain) throws Exception {
    long deadline = System.nanoTime() + LOAD.toNanos();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> clients = new ArrayList<>();
      for (int i = 0; i < CLIENTS; i++) {
        Random random = new Random(seeds.nextLong());
        clients.add(threads.submit(() -> runClients(chain, random, deadline)));
      }
      for (Future<?> client : clients) {
        client.get();
      }
    }
  }

  private Void runClients(ProxyChain chain, Random random, long deadline)
      throws IOException, InterruptedException {
    while (System.nanoTime() < deadline) {
      SoakClient client = any(SoakClient.values(), random);
      ChainRoute route = any(ChainRoute.values(), random);
      if (client.supports(route)) {
        try {
          client.run(chain.clients().get(route));
        } catch (IOException e) {
          throw new IOException("client " + client + " by route " + route + " failed", e);
        }
        counts.increment(client, route);
        Thread.sleep(PAUSE);
      }
    }
    return null;
  }

  private static <T> T any(T[] values, Random random) {
    return values[random.nextInt(values.length)];
  }
}
