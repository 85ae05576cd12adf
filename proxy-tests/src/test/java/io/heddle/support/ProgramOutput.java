package io.heddle.support;

import java.util.List;

/// Exit code and output of an ended program. A failed assertion shows all of it.
///
/// @param command command line of the program
public record ProgramOutput(List<String> command, int exitCode, String out, String err) {

  /// Asserts exit code 0.
  public ProgramOutput succeeds() {
    return exits(0);
  }

  /// Asserts an exit code.
  public ProgramOutput exits(int expected) {
    return check(exitCode == expected, "exit code " + expected);
  }

  /// Asserts the exact standard output.
  public ProgramOutput prints(String text) {
    return check(out.equals(text), "on stdout exactly: " + text);
  }

  /// Asserts that standard output contains this text.
  public ProgramOutput mentions(String text) {
    return check(out.contains(text), "on stdout: " + text);
  }

  /// Asserts that standard output does not contain this text.
  public ProgramOutput lacks(String text) {
    return check(!out.contains(text), "not on stdout: " + text);
  }

  /// Asserts that standard error contains this text.
  public ProgramOutput complains(String text) {
    return check(err.contains(text), "on stderr: " + text);
  }

  private ProgramOutput check(boolean holds, String expected) {
    if (!holds) {
      throw new AssertionError("expected " + expected + "\n" + this);
    }
    return this;
  }

  @Override
  public String toString() {
    return "command: %s\nexit code: %d\nstdout:\n%s\nstderr:\n%s"
        .formatted(String.join(" ", command), exitCode, shown(out), shown(err));
  }

  /// Truncates output, which may have megabytes.
  private static String shown(String text) {
    int most = 20_000;
    return text.length() <= most ? text : text.substring(0, most) + "… and more";
  }
}
