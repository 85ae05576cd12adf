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

/// Running external program. Closing it kills the process and its descendants.
public final class RunningProgram implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /// Maximum wait for the output after the end of the program. A child may keep the stream open.
  private static final Duration LAST_WORDS = Duration.ofSeconds(2);

  private final List<String> command;
  private final Process process;
  private final CapturedOutput out;
  private final CapturedOutput err;

  /// @param input complete standard input; without it, the test writes to it
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

  /// Writes to standard input, and leaves it open.
  public RunningProgram types(String text) {
    try {
      process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Ends standard input, which [Program#interactive] has left open.
  public void endsInput() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Process id.
  public long pid() {
    return process.pid();
  }

  /// Whether the program has not ended.
  public boolean isAlive() {
    return process.isAlive();
  }

  /// Standard output so far.
  public String out() {
    return out.text();
  }

  /// Standard error so far.
  public String err() {
    return err.text();
  }

  /// Waits for a pattern on standard output.
  public Matcher prints(Pattern pattern) {
    return await(out, pattern);
  }

  /// Waits for a pattern on standard error.
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

  /// Waits for the end of the program, within the time limit.
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
