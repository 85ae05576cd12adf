package io.heddle.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The terminal that this program was started from.
public final class Terminal {
  private static final Path TERMINAL = Path.of("/dev/tty");

  private Terminal() {}

  /// Whether there is one. Those whose terminal is gone cannot open it any more.
  public static boolean isThere() {
    try {
      Files.newInputStream(TERMINAL).close();
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
