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

/// A real program about to be started, without the proxy settings of this machine.
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

  /// A program that this machine may have.
  public static Program installed(String name) {
    return at(find(name).orElseThrow(() -> Prerequisites.missing(name)));
  }

  /// A program in a file.
  public static Program at(Path executable) {
    return new Program(executable.toString());
  }

  /// Servers lie where not everybody's PATH leads.
  private static Optional<Path> find(String name) {
    return Stream.concat(
            Pattern.compile(File.pathSeparator).splitAsStream(System.getenv("PATH")),
            Stream.of("/usr/sbin", "/sbin"))
        .map(directory -> Path.of(directory, name))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /// With more arguments.
  public Program with(Object... arguments) {
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    return this;
  }

  /// Started by another program, whose last arguments it is.
  public Program under(String... starter) {
    command.addAll(0, List.of(starter));
    return this;
  }

  /// With a variable in its environment.
  public Program environment(String name, Object value) {
    environment.put(name, value.toString());
    return this;
  }

  /// Started in this folder instead of the tests' own.
  public Program in(Path newFolder) {
    folder = Optional.of(newFolder);
    return this;
  }

  /// With this to read on its standard input, which is empty otherwise.
  public Program input(byte[] bytes) {
    input = Optional.of(bytes.clone());
    return this;
  }

  /// With a standard input that goes on, for [RunningProgram#types].
  public Program interactive() {
    input = Optional.empty();
    return this;
  }

  /// With more or less time than half a minute.
  public Program within(Duration newPatience) {
    patience = newPatience;
    return this;
  }

  /// With the proxy settings of this machine: what it downloads may need them.
  public Program throughTheProxyOfThisMachine() {
    System.getenv().entrySet().stream()
        .filter(variable -> PROXY_SETTING.test(variable.getKey()))
        .forEach(variable -> environment.put(variable.getKey(), variable.getValue()));
    return this;
  }

  /// Runs it to its end, which must come in time.
  public ProgramOutput run() {
    try (RunningProgram running = start()) {
      return running.ends(patience);
    }
  }

  /// Starts it; the caller closes it.
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
