package io.heddle.lab.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// CPU time of a process.
public final class ProcessCpu {
  /// Unit of the kernel's figures, the same on all common systems.
  private static final double TICKS_PER_SECOND = 100;

  private ProcessCpu() {}

  /// CPU time so far in seconds, with that of child processes that have ended; 0 if the process
  /// itself has ended.
  public static double seconds(long pid) throws IOException {
    try {
      return seconds(Files.readString(Path.of("/proc/" + pid + "/stat")));
    } catch (NoSuchFileException e) {
      return 0;
    }
  }

  /// Parses the file `stat`.
  ///
  /// @param stat utime, stime, cutime and cstime are fields 14 to 17; field 2 is the program's name
  ///     in parentheses, which may hold blanks
  static double seconds(String stat) {
    String[] afterName = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long ticks = 0;
    for (int field = 14; field <= 17; field++) {
      ticks += Long.parseLong(afterName[field - 3]);
    }
    return ticks / TICKS_PER_SECOND;
  }
}
