import java.util.ArrayList;
import java.util.List;

/// A step with one thread on its way at a time, while something of the lowest priority keeps the
/// processors busy. What it costs to wake one that sleeps depends on the machine, above all if that
/// is a virtual one, and not on the proxy.
record KeptAwake(Exercise.Step step) implements Exercise.Step {
  private static final List<String> COMMAND =
      List.of("chrt", "--idle", "0", "sh", "-c", "while :; do :; done");

  @Override
  public void rehearse(Target origin) throws Exception {
    step.rehearse(origin);
  }

  @Override
  public Result run(Target target) throws Exception {
    List<Process> busy = new ArrayList<>();
    try {
      for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
        busy.add(new ProcessBuilder(COMMAND).start());
      }
      return step.run(target);
    } finally {
      busy.forEach(Process::destroyForcibly);
    }
  }
}
