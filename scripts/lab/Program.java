import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A program of somebody else's.
///
/// @param name as it is called
/// @param asked prints its version
record Program(String name, List<String> asked) {
  private static final Pattern VERSION = Pattern.compile("\\d+(\\.\\d+)+");

  Program(String name, String option) {
    this(name, List.of(name, option));
  }

  boolean isInstalled() {
    return Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
  }

  /// With its version, if it has one to tell.
  @Override
  public String toString() {
    try {
      Process process = new ProcessBuilder(asked).redirectErrorStream(true).start();
      process.getOutputStream().close();
      Matcher version = VERSION.matcher(new String(process.getInputStream().readAllBytes(), UTF_8));
      return version.find() ? name + " " + version.group() : name;
    } catch (IOException e) {
      return name;
    }
  }
}
