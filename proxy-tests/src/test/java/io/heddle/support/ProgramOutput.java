package io.heddle.support;

import java.util.List;

/// What a program that has ended left behind. A check that fails shows all of it.
///
/// @param command how it was started
public record ProgramOutput(List<String> command, int exitCode, String out, String err) {

  /// It ended well.
  public ProgramOutput succeeds() {
    return exits(0);
  }

  /// It ended with this code.
  public ProgramOutput exits(int expected) {
    return check(exitCode == expected, "exit code " + expected);
  }

  /// It printed exactly this.
  public ProgramOutput prints(String text) {
    return check(out.equals(text), "on stdout exactly: " + text);
  }

  /// It printed this, among other things.
  public ProgramOutput mentions(String text) {
    return check(out.contains(text), "on stdout: " + text);
  }

  /// It did not print this.
  public ProgramOutput lacks(String text) {
    return check(!out.contains(text), "not on stdout: " + text);
  }

  /// It complained about this, among other things.
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

  /// Programs in these tests may move megabytes.
  private static String shown(String text) {
    int most = 20_000;
    return text.length() <= most ? text : text.substring(0, most) + "… and more";
  }
}
