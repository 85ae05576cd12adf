import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Tasks on many threads for some time, and what they cost the proxy.
///
/// @param threads each of which has a task of its own
record Load(int threads, Unit unit, Warmth warmth, Kind kind) implements Exercise.Step {
  private static final long DURATION = 2_000_000_000L;
  private static final long REHEARSAL = 1_000_000_000L;
  private static final int PARTS = 4;

  /// The work of the thread of that number.
  @FunctionalInterface
  interface Kind {
    Task of(Target target, int thread);
  }

  /// Of which tasks' counts are made up.
  ///
  /// @param size how much a task counts for one
  /// @param perSecond how much of the cost's unit a second of CPU time is
  record Unit(String cost, String yield, double size, double perSecond) {
    static final Unit GIBIBYTES = new Unit("CPU s/GiB", "GiB/s", 1 << 30, 1);
    static final Unit PIECES = new Unit("CPU µs", "per s", 1, 1e6);
  }

  @Override
  public void rehearse(Target origin) throws Exception {
    work(origin, REHEARSAL);
  }

  @Override
  public Result run(Target target) throws Exception {
    warmUp(target, warmth.time(target.code()).toNanos());
    double cpu = target.cpuSeconds();
    long begin = System.nanoTime();
    double units = work(target, DURATION) / unit.size();
    double seconds = (System.nanoTime() - begin) / 1e9;
    return new Result((target.cpuSeconds() - cpu) * unit.perSecond() / units, units / seconds);
  }

  /// In parts, so that the ends of tunnels are nothing new either.
  private void warmUp(Target target, long nanos) throws Exception {
    for (int part = 0; part < PARTS; part++) {
      work(target, nanos / PARTS);
    }
  }

  private double work(Target target, long nanos) throws Exception {
    long end = System.nanoTime() + nanos;
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Long>> parts = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        Task task = kind.of(target, i);
        parts.add(executor.submit(() -> task.until(end)));
      }
      double sum = 0;
      for (Future<Long> part : parts) {
        sum += part.get();
      }
      return sum;
    }
  }
}
