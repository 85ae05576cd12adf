package io.heddle.config.file;

import java.util.List;

/// Invalid configuration file. The message has one line for each mistake, `FILE:LINE:COLUMN:
/// description`, in the order of the file.
public final class ConfigException extends Exception {
  private static final long serialVersionUID = 1L;

  ConfigException(String file, List<ConfigProblem> problems) {
    super(String.join("\n", lines(file, problems)));
  }

  private static List<String> lines(String file, List<ConfigProblem> problems) {
    return problems.stream().map(problem -> file + ":" + problem).toList();
  }
}
