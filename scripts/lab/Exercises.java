import java.io.IOException;
import java.time.Duration;

/// The kinds of exercises.
final class Exercises {
  private static final Duration SETTLE = Duration.ofSeconds(1);

  /// Enough for a JVM to have compiled what tunnels need.
  private static final Duration WORK = Duration.ofSeconds(5);

  private Exercises() {}

  static Exercise load(String name, String what, Goal goal, Load load) {
    return new Exercise(row(name, what, goal, load.unit()), load);
  }

  static Exercise bulk(String name, String what, Goal goal, Load.Kind kind) {
    return load(name, what, goal, new Load(1, Load.Unit.GIBIBYTES, Warmth.WARM, kind));
  }

  /// As many at a time as there are threads.
  static Exercise tunnels(String name, String what, int threads, Warmth warmth, Goal goal) {
    return load(name, what, goal, new Load(threads, Load.Unit.PIECES, warmth, Task::tunnels));
  }

  static Exercise pingPong(String name, int tunnels, Goal goal) {
    return load(
        name,
        "64 bytes there and back on " + tunnels + " tunnels",
        goal,
        new Load(tunnels, Load.Unit.PIECES, Warmth.WARM, Task::pingPong));
  }

  /// One tunnel.
  static Exercise pingPong(String name, Goal goal) {
    Load load = new Load(1, Load.Unit.PIECES, Warmth.WARM, Task::pingPong);
    Row row = row(name, "64 bytes there and back on one tunnel", goal, load.unit());
    return new Exercise(row, new KeptAwake(load));
  }

  /// Up to 32 on their way with one association, 8 with each of several.
  static Exercise datagrams(int associations, int size, Goal goal) {
    int window = associations == 1 ? 32 : 8;
    return load(
        "UDP " + size + " on " + associations,
        "%d bytes there and back, %d association%s"
            .formatted(size, associations, associations == 1 ? "" : "s"),
        goal,
        new Load(
            associations,
            Load.Unit.PIECES,
            Warmth.WARM,
            (target, _) -> new Datagrams(target, size, window)));
  }

  static Exercise gets(String name, int length, Warmth warmth, Goal goal) {
    return load(
        name,
        "forwarded requests on 16 kept connections",
        goal,
        new Load(16, Load.Unit.PIECES, warmth, (target, _) -> new Gets(target, length)));
  }

  static Exercise idle(int tunnels, Goal goal) {
    return new Exercise(
        new Row(
            "idle " + tunnels,
            "a tunnel that has echoed a byte, of " + tunnels,
            "kB RSS",
            "MB RSS before",
            goal),
        new IdleTunnels(tunnels, Duration.ZERO));
  }

  static Exercise idleAfterWork(int tunnels, Goal goal) {
    return new Exercise(
        new Row(
            "idle " + tunnels + ", warm",
            "the same after %d s of new tunnels".formatted(WORK.toSeconds()),
            "kB RSS",
            "MB RSS before",
            goal),
        new IdleTunnels(tunnels, WORK));
  }

  static Exercise start(String name, String what, Goal goal) {
    return new Exercise(
        new Row(name, what, "ms", "CPU ms", goal),
        target ->
            new Result(
                target.running().orElseThrow().start().toNanos() / 1e6, target.cpuSeconds() * 1e3));
  }

  /// The first of the two rows about memory.
  static Exercise resident(Goal goal) {
    return new Exercise(
        new Row("memory, resident", "a second after the start, configured", "MB", "", goal),
        target -> {
          Thread.sleep(SETTLE);
          return megabytes(memory(target).resident());
        });
  }

  static Exercise dirty(Goal goal) {
    return new Exercise(
        new Row("memory, private dirty", "the part of it that is in no file", "MB", "", goal),
        target -> megabytes(memory(target).dirty()));
  }

  private static Row row(String name, String what, Goal goal, Load.Unit unit) {
    return new Row(name, what, unit.cost(), unit.yield(), goal);
  }

  private static Memory memory(Target target) throws IOException {
    return target.running().orElseThrow().memory();
  }

  private static Result megabytes(double kilobytes) {
    return new Result(kilobytes * 1024 / 1e6, Double.NaN);
  }
}
