package io.heddle.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A program of this machine, to be run to its end within a minute or started.
public record Command(List<String> words) {

  /// What it did.
  ///
  /// @param output of both streams
  public record Result(int exitCode, String output) {
    /// It ended well.
    public Result succeeds() {
      assertEquals(0, exitCode, output);
      return this;
    }
  }

  /// A program and its arguments.
  public static Command of(String... words) {
    return new Command(List.of(words));
  }

  /// Runs it.
  public Result run() {
    Process process = start();
    try {
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(process.waitFor(1, TimeUnit.MINUTES), () -> words + " goes on and on");
      return new Result(process.exitValue(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    } finally {
      process.destroyForcibly();
    }
  }

  /// Starts it; the caller destroys it.
  public Process start() {
    try {
      return new ProcessBuilder(words).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
