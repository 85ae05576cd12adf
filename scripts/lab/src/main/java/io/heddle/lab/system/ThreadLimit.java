package io.heddle.lab.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Limit of the number of threads in all processes together.
public final class ThreadLimit {
  private static final Path CONTROL_GROUPS = Path.of("/sys/fs/cgroup");

  private ThreadLimit() {}

  /// The lowest of the user's limit and of those of the control groups that this process is in.
  public static long threads() throws IOException {
    LongStream ofGroups =
        groupFolders(Files.readString(Path.of("/proc/self/cgroup")))
            .map(folder -> folder.resolve("pids.max"))
            .filter(Files::isReadable)
            .mapToLong(ThreadLimit::readLimit);
    return LongStream.concat(
            ofUser(Files.readString(Path.of("/proc/self/limits"))).stream(), ofGroups)
        .min()
        .orElse(Long.MAX_VALUE);
  }

  static OptionalLong ofUser(String limits) {
    return limits
        .lines()
        .filter(line -> line.startsWith("Max processes"))
        .map(line -> line.split(" {2,}", -1)[1])
        .mapToLong(ThreadLimit::parse)
        .findFirst();
  }

  /// Folders of the groups and of all groups around them.
  ///
  /// @param cgroup lines like `8:pids:/init.scope`, or in the second version `0::/init.scope`
  static Stream<Path> groupFolders(String cgroup) {
    return cgroup
        .lines()
        .map(line -> line.split(":", 3))
        .filter(fields -> fields[1].equals("pids") || fields[1].isEmpty())
        .flatMap(fields -> upwards(Path.of(CONTROL_GROUPS + "/" + fields[1] + fields[2])));
  }

  private static Stream<Path> upwards(Path group) {
    return Stream.iterate(
        group.normalize(), folder -> folder.startsWith(CONTROL_GROUPS), Path::getParent);
  }

  private static long readLimit(Path file) {
    try {
      return parse(Files.readString(file).strip());
    } catch (IOException e) {
      return Long.MAX_VALUE;
    }
  }

  /// Parses a limit.
  ///
  /// @param word a number, `max` or `unlimited`
  static long parse(String word) {
    return word.matches("\\d+") ? Long.parseLong(word) : Long.MAX_VALUE;
  }
}
