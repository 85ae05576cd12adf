package io.heddle.cli.exec;

import io.heddle.app.AppException;
import io.heddle.app.ExitCode;
import io.heddle.jdk.BlockingCheck;
import io.heddle.jdk.ProcessStartFailure;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/// Reason why a program could not be started, in the words and with the exit codes of shells.
final class ProgramFailure {
  private static final ExitCode NOT_EXECUTABLE = new ExitCode(126);
  private static final ExitCode NOT_FOUND = new ExitCode(127);

  private static final String NO_INTERPRETER = "the interpreter that it names is not there";

  /// The longest first line that Linux reads.
  private static final int MAX_LINE = 256;

  private static final String[] EMPTY = {};

  private ProgramFailure() {}

  /// @param program as the user named it
  /// @param path the value of PATH
  static AppException of(String program, String path, IOException failure) {
    Optional<Path> file = find(program, path);
    return new AppException(
        file.isPresent() ? NOT_EXECUTABLE : NOT_FOUND,
        "heddle: cannot run "
            + program
            + ": "
            + file.map(at -> reason(at, failure)).orElse("no such program"));
  }

  /// Failure of a program that is there, and that the system refuses to start.
  static AppException refused(String program, IOException failure) {
    return new AppException(
        NOT_EXECUTABLE,
        "heddle: cannot run " + program + ": " + ProcessStartFailure.reason(failure));
  }

  /// Checks a program that another one will start, which would tell of a failure in its own words.
  static void check(String program, String path) throws AppException {
    assert BlockingCheck.isAllowed();
    Optional<Path> file = find(program, path);
    if (file.isEmpty() || !isProgram(file.get())) {
      throw of(program, path, new IOException("it cannot be executed"));
    }
    if (interpreter(file.get()).filter(one -> !Files.exists(one)).isPresent()) {
      throw of(program, path, new IOException(NO_INTERPRETER));
    }
  }

  /// The interpreter that the first line of a script names, after `#!`.
  private static Optional<Path> interpreter(Path file) {
    assert BlockingCheck.isAllowed();
    try (InputStream content = Files.newInputStream(file)) {
      String start = new String(content.readNBytes(MAX_LINE), StandardCharsets.ISO_8859_1);
      String line = start.lines().findFirst().orElse("");
      String[] words = line.startsWith("#!") ? line.substring(2).strip().split("\\s", 2) : EMPTY;
      return words.length > 0 && words[0].startsWith("/")
          ? Optional.of(Path.of(words[0]))
          : Optional.empty();
    } catch (IOException | InvalidPathException e) {
      // A program may be executable and not readable.
      return Optional.empty();
    }
  }

  /// Whether a program can be run.
  static boolean isInstalled(String program, String path) {
    return find(program, path).filter(ProgramFailure::isProgram).isPresent();
  }

  private static boolean isProgram(Path file) {
    assert BlockingCheck.isAllowed();
    return Files.isExecutable(file) && !Files.isDirectory(file);
  }

  private static Optional<Path> find(String program, String path) {
    assert BlockingCheck.isAllowed();
    Stream<Path> places =
        program.contains("/")
            ? Stream.of(Path.of(program))
            : Stream.of(path.split(File.pathSeparator)).map(folder -> Path.of(folder, program));
    return places.filter(Files::exists).findFirst();
  }

  private static String reason(Path file, IOException failure) {
    assert BlockingCheck.isAllowed();
    if (Files.isDirectory(file)) {
      return "it is a folder";
    }
    if (!Files.isExecutable(file)) {
      return "it is not executable";
    }
    String words = ProcessStartFailure.reason(failure);
    return words.equals("No such file or directory") ? NO_INTERPRETER : words;
  }
}
