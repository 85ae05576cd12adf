package io.heddle.app;

import io.heddle.jdk.BlockingCheck;
import io.heddle.jdk.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Controlling terminal of this process.
public final class Terminal {
  private static final Path DEVICE = Path.of("/dev/tty");
  private static final String RED = "\033[31m";
  private static final String PLAIN = "\033[0m";

  private Terminal() {}

  /// Whether a standard stream goes to a terminal. Where the system has no `/proc`, none is
  /// taken for one.
  ///
  /// @param descriptor 1 for the output, 2 for errors
  public static boolean isStream(int descriptor) {
    assert BlockingCheck.isAllowed();
    try {
      String file =
          Files.readSymbolicLink(Platform.proc().resolve("self/fd/" + descriptor)).toString();
      return file.startsWith("/dev/pts/")
          || file.startsWith("/dev/tty")
          || file.equals("/dev/console");
    } catch (IOException | UnsupportedOperationException e) {
      return false;
    }
  }

  /// Whether a standard stream goes to a terminal that shows colours, and the user wants them
  /// (`NO_COLOR`).
  ///
  /// @param descriptor 1 for the output, 2 for errors
  public static boolean showsColours(int descriptor) {
    return System.getenv("NO_COLOR") == null
        && !"dumb".equals(System.getenv("TERM"))
        && isStream(descriptor);
  }

  /// A line in red.
  public static String red(String line) {
    return RED + line + PLAIN;
  }

  /// Whether the process has a terminal. After a hang-up the terminal cannot be opened any more.
  public static boolean isPresent() {
    assert BlockingCheck.isAllowed();
    try {
      Files.newInputStream(DEVICE).close();
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
