import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A proxy that runs, and what it has used.
final class Running implements AutoCloseable {
  private static final double TICKS_PER_SECOND = 100;

  private final List<Process> behind = new ArrayList<>();
  private final long begin;
  private final Process process;
  private Duration start = Duration.ZERO;

  /// @param others what it goes through, which is not measured; empty for nothing
  private Running(List<String> words, List<String> others) throws IOException {
    if (!others.isEmpty()) {
      behind.add(
          new ProcessBuilder(others)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start());
    }
    begin = System.nanoTime();
    process = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  static Running start(List<String> words, List<String> others) throws IOException {
    return new Running(words, others);
  }

  /// It has just shown that it is ready. Nobody needs what it says from now on.
  void ready() {
    start = Duration.ofNanos(System.nanoTime() - begin);
    Thread.ofVirtual().start(this::ignoreWhatItSays);
  }

  private void ignoreWhatItSays() {
    try {
      process.inputReader().transferTo(Writer.nullWriter());
    } catch (IOException e) {
      // It has ended.
    }
  }

  /// The first of its processes; it may have started others.
  Process process() {
    return process;
  }

  /// From the start of the program until it was ready.
  Duration start() {
    return start;
  }

  /// Seconds of CPU time so far, of all its processes and of those that have ended.
  double cpuSeconds() throws IOException {
    double sum = 0;
    for (ProcessHandle child : process.descendants().toList()) {
      sum += cpuSeconds(child.pid());
    }
    // Last: the time of a child that has ended since is in this one's.
    return sum + cpuSeconds(process.pid());
  }

  private static double cpuSeconds(long pid) throws IOException {
    try {
      // The fields after the program's name in parentheses; utime, stime, cutime and cstime are the
      // 14th to 17th.
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      long ticks = 0;
      for (int i = 11; i <= 14; i++) {
        ticks += Long.parseLong(fields[i]);
      }
      return ticks / TICKS_PER_SECOND;
    } catch (NoSuchFileException e) {
      return 0;
    }
  }

  /// How many threads the first of its processes has.
  long threads() throws IOException {
    return entries("task");
  }

  /// How many descriptors the first of its processes has.
  long descriptors() throws IOException {
    return entries("fd");
  }

  private long entries(String folder) throws IOException {
    try (Stream<Path> entries = Files.list(Path.of("/proc/" + process.pid(), folder))) {
      return entries.count();
    }
  }

  /// The memory of all its processes; what they share counts for each.
  Memory memory() throws IOException {
    Memory sum = Memory.of(process.pid());
    for (ProcessHandle child : process.descendants().toList()) {
      sum = sum.plus(Memory.of(child.pid()));
    }
    return sum;
  }

  @Override
  public void close() {
    end(process);
    for (Process other : behind) {
      end(other);
    }
  }

  private static void end(Process process) {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    process.onExit().join();
  }
}
