package io.heddle.support;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Builder of the command line of an external program, without the proxy settings of this machine.
///
///     Program.installed("curl").with("--socks5", proxy, url).run().succeeds();
public final class Program {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Predicate<String> PROXY_SETTING =
      Pattern.compile("\\w+_proxy", Pattern.CASE_INSENSITIVE).asMatchPredicate();

  private final List<String> command = new ArrayList<>();
  private final Map<String, String> environment = new HashMap<>(System.getenv());
  private Optional<Path> folder = Optional.empty();
  private Optional<byte[]> input = Optional.of(new byte[0]);
  private Duration patience = PATIENCE;

  private Program(String executable) {
    command.add(executable);
    environment.keySet().removeIf(PROXY_SETTING);
  }

  /// Program by its name; without it, the test is skipped.
  public static Program installed(String name) {
    return at(find(name).orElseThrow(() -> Prerequisites.missing(name)));
  }

  /// Path of a program; without it, the test is skipped.
  public static String path(String name) {
    return find(name).orElseThrow(() -> Prerequisites.missing(name)).toString();
  }

  /// Program by its path.
  public static Program at(Path executable) {
    return new Program(executable.toString());
  }

  /// Folders for programs in addition to PATH: servers may be in folders for root.
  private static Optional<Path> find(String name) {
    return Stream.concat(
            Pattern.compile(File.pathSeparator).splitAsStream(System.getenv("PATH")),
            Stream.of("/usr/sbin", "/sbin"))
        .map(directory -> Path.of(directory, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /// Adds arguments.
  public Program with(Object... arguments) {
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    return this;
  }

  /// Appends this command line to that of another program, which starts it.
  public Program under(String... starter) {
    command.addAll(0, List.of(starter));
    return this;
  }

  /// Sets an environment variable.
  public Program environment(String name, Object value) {
    environment.put(name, value.toString());
    return this;
  }

  /// Sets the working folder.
  public Program in(Path newFolder) {
    folder = Optional.of(newFolder);
    return this;
  }

  /// Sets the standard input, which is empty by default.
  public Program input(byte[] bytes) {
    input = Optional.of(bytes.clone());
    return this;
  }

  /// Keeps the standard input open, for [RunningProgram#types].
  public Program interactive() {
    input = Optional.empty();
    return this;
  }

  /// Sets the time limit, which is half a minute by default.
  public Program within(Duration newPatience) {
    patience = newPatience;
    return this;
  }

  /// Keeps the proxy settings of this machine, which downloads may need.
  public Program throughTheProxyOfThisMachine() {
    System.getenv().entrySet().stream()
        .filter(variable -> PROXY_SETTING.test(variable.getKey()))
        .forEach(variable -> environment.put(variable.getKey(), variable.getValue()));
    return this;
  }

  /// Runs the program to its end, within the time limit.
  public ProgramOutput run() {
    try (RunningProgram running = start()) {
      return running.ends(patience);
    }
  }

  /// Starts the program. The caller closes it.
  public RunningProgram start() {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(environment);
    folder.map(Path::toFile).ifPresent(builder::directory);
    try {
      return new RunningProgram(List.copyOf(command), builder.start(), input);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
