package io.heddle.support;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Child JVM with the same classes, for settings that a JVM can have only once.
public final class ChildJvm {
  private static final long PATIENCE_SECONDS = 30;

  private ChildJvm() {}

  /// Runs the `main` of a class to its end, and returns its output.
  ///
  /// @param options options of the JVM
  public static String output(Class<?> main, List<String> options, String... arguments)
      throws IOException, InterruptedException {
    Process process = start(command(main.getName(), options, arguments));
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw new AssertionError(main + " does not end");
      }
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } finally {
      process.destroyForcibly();
    }
  }

  /// Starts the `main` of a class with a limit of file descriptors. The caller ends the process.
  public static Process startWithDescriptors(int limit, Class<?> main) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("sh", "-c", "ulimit -n " + limit + " && exec \"$@\"", "sh"));
    command.addAll(command(main.getName(), List.of()));
    return start(command);
  }

  /// Starts the program, on the scheduler of this JVM.
  ///
  /// @param environment additional variables
  public static RunningProgram program(Map<String, String> environment, String... arguments)
      throws IOException {
    List<String> options =
        Stream.of("heddle.portable", "heddle.scheduler", "heddle.splice")
            .filter(name -> System.getProperty(name) != null)
            .map(name -> "-D" + name + "=" + System.getProperty(name))
            .toList();
    List<String> command = command("io.heddle.Main", options, arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    return new RunningProgram(command, builder.start(), Optional.empty());
  }

  private static Process start(List<String> command) throws IOException {
    return new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
  }

  private static List<String> command(String main, List<String> options, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--enable-preview", "--add-opens", "java.base/sun.nio.ch=ALL-UNNAMED"));
    command.addAll(List.of("--add-exports", "java.base/jdk.internal.misc=ALL-UNNAMED"));
    command.addAll(List.of("--add-exports", "java.base/com.sun.security.ntlm=ALL-UNNAMED"));
    command.addAll(
        List.of("--add-exports", "java.net.http/jdk.internal.net.http.hpack=ALL-UNNAMED"));
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
    command.addAll(List.of(arguments));
    return command;
  }
}
