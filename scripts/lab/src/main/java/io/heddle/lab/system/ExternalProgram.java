package io.heddle.lab.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Program that another project makes and that may be installed.
///
/// @param name of its executable
/// @param versionCommand prints its version
public record ExternalProgram(String name, List<String> versionCommand) {
  private static final Pattern VERSION = Pattern.compile("\\d+(\\.\\d+)+");

  public ExternalProgram(String name, String versionOption) {
    this(name, List.of(name, versionOption));
  }

  public boolean isInstalled() {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
  }

  /// Name and version, or the name alone if it prints no version.
  public String description() {
    try {
      Process process = new ProcessBuilder(versionCommand).redirectErrorStream(true).start();
      process.getOutputStream().close();
      return description(new String(process.getInputStream().readAllBytes(), UTF_8));
    } catch (IOException e) {
      return name;
    }
  }

  String description(String versionOutput) {
    Matcher version = VERSION.matcher(versionOutput);
    return version.find() ? name + " " + version.group() : name;
  }
}
