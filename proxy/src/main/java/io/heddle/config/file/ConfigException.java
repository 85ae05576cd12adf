package io.heddle.config.file;

import java.util.List;
import java.util.stream.Stream;

/// Invalid configuration file. The message has one line for each mistake, `FILE:LINE:COLUMN:
/// description`, in the order of the file, and the number of further ones if there are many.
public final class ConfigException extends Exception {
  private static final long serialVersionUID = 1L;
  private static final int MAX_LINES = 100;

  ConfigException(String file, List<ConfigProblem> problems) {
    super(String.join("\n", lines(file, problems)));
  }

  private static List<String> lines(String file, List<ConfigProblem> problems) {
    Stream<String> first = problems.stream().limit(MAX_LINES).map(problem -> file + ":" + problem);
    int more = problems.size() - MAX_LINES;
    return more > 0
        ? Stream.concat(first, Stream.of("and " + more + " mistakes more")).toList()
        : first.toList();
  }
}
