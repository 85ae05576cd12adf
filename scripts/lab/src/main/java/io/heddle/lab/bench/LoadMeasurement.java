package io.heddle.lab.bench;

import io.heddle.lab.client.ProxyClient;
import io.heddle.lab.proxy.LaunchedProxy;
import io.heddle.lab.results.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Cost of work that many client threads do for some time.
///
/// @param threads each of which has a worker of its own
record LoadMeasurement(int threads, WorkUnit unit, Warmup warmup, Worker.Factory workers)
    implements Measurement {
  private static final Duration DURATION = Duration.ofSeconds(2);
  private static final Duration CLIENT_WARMUP = Duration.ofSeconds(1);
  private static final int WARMUP_PARTS = 4;

  /// Unit in which work and its cost are given.
  ///
  /// @param size of one unit, in what workers count
  /// @param costPerSecond CPU seconds in the unit of the cost
  record WorkUnit(String costUnit, String throughputUnit, double size, double costPerSecond) {
    static final WorkUnit GIBIBYTE = new WorkUnit("CPU s/GiB", "GiB/s", 1 << 30, 1);
    static final WorkUnit ITEM = new WorkUnit("CPU µs", "per s", 1, 1e6);

    /// Sample of some work in these units.
    ///
    /// @param amount as workers count it
    Sample sample(double amount, double cpuSeconds, double seconds) {
      double units = amount / size;
      return new Sample(cpuSeconds * costPerSecond / units, units / seconds);
    }
  }

  @Override
  public void warmUp(LaunchedProxy noProxy) throws Exception {
    work(noProxy.client(), CLIENT_WARMUP);
  }

  @Override
  public Sample measure(LaunchedProxy proxy) throws Exception {
    // In parts, so that the end of a tunnel is warm too.
    Duration part = warmup.duration(proxy.compilation()).dividedBy(WARMUP_PARTS);
    for (int i = 0; i < WARMUP_PARTS; i++) {
      work(proxy.client(), part);
    }
    double cpu = proxy.cpuSeconds();
    long begin = System.nanoTime();
    double amount = work(proxy.client(), DURATION);
    double seconds = (System.nanoTime() - begin) / 1e9;
    return unit.sample(amount, proxy.cpuSeconds() - cpu, seconds);
  }

  private double work(ProxyClient client, Duration duration) throws Exception {
    long deadline = System.nanoTime() + duration.toNanos();
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Long>> amounts = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        Worker worker = workers.create(client, i);
        amounts.add(executor.submit(() -> worker.runUntil(deadline)));
      }
      double sum = 0;
      for (Future<Long> amount : amounts) {
        sum += amount.get();
      }
      return sum;
    }
  }
}
