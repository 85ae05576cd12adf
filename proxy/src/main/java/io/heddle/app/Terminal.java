package io.heddle.app;

import io.heddle.jdk.BlockingCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Controlling terminal of this process.
public final class Terminal {
  private static final Path DEVICE = Path.of("/dev/tty");

  private Terminal() {}

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
