import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// How many threads there may be, those of all processes taken together.
final class Threads {
  private static final Path GROUPS = Path.of("/sys/fs/cgroup");

  private Threads() {}

  /// At most; what the user's own limit leaves, and the control groups that this process is in.
  static long most() throws IOException {
    LongStream own =
        Files.readAllLines(Path.of("/proc/self/limits")).stream()
            .filter(line -> line.startsWith("Max processes"))
            .map(line -> line.split(" {2,}")[1])
            .mapToLong(Threads::number);
    return LongStream.concat(own, groups()).min().orElse(Long.MAX_VALUE);
  }

  /// The limits of the control groups, whose lines are like `8:pids:/init.scope`, or in the second
  /// version `0::/init.scope`.
  private static LongStream groups() throws IOException {
    return Files.readAllLines(Path.of("/proc/self/cgroup")).stream()
        .map(line -> line.split(":", 3))
        .filter(fields -> fields[1].equals("pids") || fields[1].isEmpty())
        .flatMap(fields -> upwards(Path.of(GROUPS + "/" + fields[1] + fields[2]).normalize()))
        .map(group -> group.resolve("pids.max"))
        .filter(Files::isReadable)
        .mapToLong(Threads::limit);
  }

  private static Stream<Path> upwards(Path group) {
    return Stream.iterate(group, one -> one.startsWith(GROUPS), Path::getParent);
  }

  private static long limit(Path file) {
    try {
      return number(Files.readString(file).strip());
    } catch (IOException e) {
      return Long.MAX_VALUE;
    }
  }

  /// @param word a number, `max` or `unlimited`
  private static long number(String word) {
    return word.matches("\\d+") ? Long.parseLong(word) : Long.MAX_VALUE;
  }
}
