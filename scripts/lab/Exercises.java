import java.io.IOException;
import java.time.Duration;

/// The kinds of exercises.
final class Exercises {
  private static final Duration SETTLE = Duration.ofSeconds(1);

  private Exercises() {}

  static Exercise load(String name, String what, Goal goal, Load load) {
    return new Exercise(row(name, what, goal, load.unit()), load);
  }

  static Exercise bulk(String name, String what, Goal goal, Load.Kind kind) {
    return load(name, what, goal, new Load(1, Load.Unit.GIBIBYTES, Load.Warmth.WARM, kind));
  }

  static Exercise tunnels(String name, int threads, Load.Warmth warmth, Goal goal) {
    return load(
        name,
        "open, echo a byte, close; " + threads + " at a time",
        goal,
        new Load(threads, Load.Unit.PIECES, warmth, Task::tunnels));
  }

  static Exercise pingPong(String name, int tunnels, Goal goal) {
    return load(
        name,
        "64 bytes there and back, " + tunnels + " tunnels",
        goal,
        new Load(tunnels, Load.Unit.PIECES, Load.Warmth.WARM, Task::pingPong));
  }

  /// One tunnel.
  static Exercise pingPong(String name, Goal goal) {
    Load load = new Load(1, Load.Unit.PIECES, Load.Warmth.WARM, Task::pingPong);
    String what = "64 bytes there and back, one tunnel; the processors are kept awake";
    return new Exercise(row(name, what, goal, load.unit()), new KeptAwake(load));
  }

  /// Up to 32 on their way with one association, 8 with each of several.
  static Exercise datagrams(int associations, int size, Goal goal) {
    int window = associations == 1 ? 32 : 8;
    return load(
        "UDP " + size + " on " + associations,
        "datagrams of so many bytes there and back, on so many associations",
        goal,
        new Load(
            associations,
            Load.Unit.PIECES,
            Load.Warmth.WARM,
            (target, _) -> new Datagrams(target, size, window)));
  }

  static Exercise gets(String name, int length, Load.Warmth warmth, Goal goal) {
    return load(
        name,
        "HTTP requests that are forwarded, 16 connections that are kept",
        goal,
        new Load(16, Load.Unit.PIECES, warmth, (target, _) -> new Gets(target, length)));
  }

  static Exercise idle(int tunnels, Goal goal) {
    return new Exercise(
        new Row(
            "idle " + tunnels,
            tunnels + " tunnels that have echoed a byte",
            "kB RSS each",
            "MB RSS before",
            goal),
        new IdleTunnels(tunnels));
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
        new Row("memory, private dirty", "the part that no file has, nor others", "MB", "", goal),
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
