package io.heddle.support;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A program while it runs. Closing it kills it, with all programs it has started.
public final class RunningProgram implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /// For the output to arrive once the program has ended. A child of it may still hold the stream.
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  private final List<String> command;
  private final Process process;
  private final CapturedOutput out;
  private final CapturedOutput err;

  /// @param input all that it can read; without it, the test types
  RunningProgram(List<String> command, Process process, Optional<byte[]> input) {
    this.command = command;
    this.process = process;
    out = CapturedOutput.from(process.getInputStream());
    err = CapturedOutput.from(process.getErrorStream());
    input.ifPresent(
        bytes -> Thread.ofPlatform().daemon().name("input of a program").start(() -> feed(bytes)));
  }

  private void feed(byte[] input) {
    try (OutputStream stream = process.getOutputStream()) {
      stream.write(input);
    } catch (IOException e) {
      // It does not want to read all of it; its exit code will tell whether that is right.
    }
  }

  /// Writes to its standard input, at once, and leaves it open.
  public RunningProgram types(String text) {
    try {
      process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The operating system's number for it.
  public long pid() {
    return process.pid();
  }

  /// Whether it has not ended.
  public boolean isAlive() {
    return process.isAlive();
  }

  /// What it has printed so far.
  public String out() {
    return out.text();
  }

  /// What it has complained about so far.
  public String err() {
    return err.text();
  }

  /// Waits until it prints this on its standard output.
  public Matcher prints(Pattern pattern) {
    return await(out, pattern);
  }

  /// Waits until it prints this on its standard error.
  public Matcher complains(Pattern pattern) {
    return await(err, pattern);
  }

  private Matcher await(CapturedOutput stream, Pattern pattern) {
    Matcher matcher = pattern.matcher("");
    try {
      if (!stream.awaits(matcher, PATIENCE)) {
        throw new AssertionError("never seen: " + pattern + "\n" + soFar());
      }
      return matcher;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /// Sends SIGTERM.
  public void terminate() {
    // Not process.destroy(), which also closes the streams.
    process.toHandle().destroy();
  }

  /// Sends a signal by its name, like `INT`.
  public void signal(String name) {
    Program.installed("kill").with("-" + name, pid()).run().succeeds();
  }

  /// Waits for its end, which must come in time.
  public ProgramOutput ends(Duration patience) {
    try {
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("still running after " + patience + "\n" + soFar());
      }
      out.awaitEnd(LAST_WORDS);
      err.awaitEnd(LAST_WORDS);
      return new ProgramOutput(command, process.exitValue(), out(), err());
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private String soFar() {
    return "command: %s\nstdout:\n%s\nstderr:\n%s"
        .formatted(String.join(" ", command), out(), err());
  }

  @Override
  public void close() {
    // Listed before the first is killed: afterwards they are nobody's children any more.
    List<ProcessHandle> all =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    all.forEach(ProcessHandle::destroyForcibly);
    process.onExit().join();
  }
}
