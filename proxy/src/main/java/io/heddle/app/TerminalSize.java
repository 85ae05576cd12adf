package io.heddle.app;

import io.heddle.jdk.BlockingCheck;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Size of the terminal of this process, in characters.
public record TerminalSize(int rows, int columns) {
  /// The size of a terminal that does not tell.
  public static final TerminalSize DEFAULT = new TerminalSize(24, 80);

  private static final long PATIENCE_SECONDS = 2;

  /// The size as `stty` tells it, since Java cannot ask; the default where there is no terminal.
  public static TerminalSize current() {
    assert BlockingCheck.isAllowed();
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(new File("/dev/tty"))
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!stty.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        stty.destroyForcibly();
        return DEFAULT;
      }
      byte[] output = stty.getInputStream().readNBytes(64);
      return parse(new String(output, StandardCharsets.US_ASCII)).orElse(DEFAULT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return DEFAULT;
    } catch (IOException e) {
      return DEFAULT;
    }
  }

  /// The size in the output of `stty size`, which is `0 0` on a terminal without one.
  static Optional<TerminalSize> parse(String output) {
    String[] numbers = output.strip().split(" ", -1);
    try {
      TerminalSize size =
          new TerminalSize(Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
      return size.rows() > 2 && size.columns() > 2 ? Optional.of(size) : Optional.empty();
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }
}
