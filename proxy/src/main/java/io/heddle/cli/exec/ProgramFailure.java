package io.heddle.cli.exec;

import io.heddle.app.AppException;
import io.heddle.app.ExitCode;
import io.heddle.jdk.BlockingCheck;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Reason why a program could not be started, in the words and with the exit codes of shells.
final class ProgramFailure {
  private static final ExitCode NOT_EXECUTABLE = new ExitCode(126);
  private static final ExitCode NOT_FOUND = new ExitCode(127);

  /// The error of the system within the message of Java.
  private static final Pattern SYSTEM_ERROR = Pattern.compile("error[:=] ?\\d+[,:]? \\(?([^()]+)");

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

  /// Checks a program that another one will start, which would tell of a failure in its own words.
  static void check(String program, String path) throws AppException {
    Optional<Path> file = find(program, path);
    if (file.isEmpty() || !isProgram(file.get())) {
      throw of(program, path, new IOException("it cannot be executed"));
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
    Matcher error = SYSTEM_ERROR.matcher(String.valueOf(failure.getMessage()));
    String words = error.find() ? error.group(1).strip() : String.valueOf(failure.getMessage());
    return words.equals("No such file or directory")
        ? "the interpreter that it names is not there"
        : words;
  }
}
