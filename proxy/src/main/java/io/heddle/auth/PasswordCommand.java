package io.heddle.auth;

import io.heddle.jdk.BlockingCheck;
import io.heddle.jdk.ProcessStartFailure;
import io.heddle.jdk.UserEnvironment;
import io.heddle.net.scheduler.BlockingCalls;
import io.heddle.net.scheduler.NoResultException;
import io.heddle.time.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.tinylog.Logger;

/// Program that prints a password, such as that of a keyring. It is asked once, and again after a
/// rejection, by one request at a time. It runs without a shell, without an input, and for 10 s at most.
///
/// The password is the first line that it prints, in UTF-8, of up to 4 KiB.
public final class PasswordCommand implements PasswordSource {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int MAX_OUTPUT = 4096;

  /// Time for which a failure, and a password that was rejected, are not asked for again.
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private static final BlockingCalls THREADS = new BlockingCalls("password", 4);

  private final String proxy;
  private final List<String> command;
  private Optional<String> known = Optional.empty();
  private Optional<AuthFailedException> failure = Optional.empty();
  private Optional<String> rejected = Optional.empty();
  private boolean askAgain;
  private long askedNanos;

  /// @param proxy the proxy in log lines
  /// @param command program and arguments, at least one
  public PasswordCommand(String proxy, List<String> command) {
    this.proxy = proxy;
    this.command = List.copyOf(command);
  }

  /// Asks the program in the background, so that the first request need not wait. A failure is logged.
  public void askAhead() {
    Thread.ofVirtual().name("password").start(this::askNow);
  }

  private void askNow() {
    try {
      String _ = password(Deadline.after(LIMIT));
    } catch (AuthFailedException e) {
      Logger.warn("{}: {}", proxy, e.refusal().details());
    } catch (IOException e) {
      // Interrupted: nobody waits for it.
    }
  }

  @Override
  public synchronized String password(Deadline deadline) throws AuthFailedException, IOException {
    boolean fresh = System.nanoTime() - askedNanos < PAUSE.toNanos();
    if (failure.isPresent() && fresh) {
      throw failure.get();
    }
    boolean doubtful = known.isEmpty() || (known.equals(rejected) && !fresh);
    if (doubtful || askAgain) {
      ask(deadline);
    }
    return known.orElseThrow();
  }

  private void ask(Deadline deadline) throws AuthFailedException, IOException {
    Duration limit = Duration.ofNanos(Math.min(LIMIT.toNanos(), deadline.remaining()));
    known = Optional.empty();
    try {
      known = Optional.of(THREADS.call(limit, () -> run(limit)));
      failure = Optional.empty();
    } catch (NoResultException e) {
      failure = Optional.of(failed("prints nothing within " + limit.toSeconds() + " s"));
    } catch (AuthFailedException e) {
      failure = Optional.of(e);
    }
    askAgain = false;
    askedNanos = System.nanoTime();
    if (failure.isPresent()) {
      throw failure.get();
    }
  }

  private String run(Duration limit) throws AuthFailedException {
    assert BlockingCheck.isAllowed();
    Process process;
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
      UserEnvironment.restore(builder.environment());
      process = builder.start();
    } catch (IOException e) {
      throw failed("cannot be started: " + ProcessStartFailure.reason(e));
    }
    try (InputStream output = process.getInputStream()) {
      process.getOutputStream().close();
      Thread _ = Thread.ofVirtual().start(() -> endAfter(process, limit));
      byte[] bytes = output.readNBytes(MAX_OUTPUT + 1);
      if (bytes.length > MAX_OUTPUT) {
        throw failed("prints more than " + MAX_OUTPUT + " bytes");
      }
      int code = process.waitFor();
      if (code != 0) {
        throw failed("ended with " + code);
      }
      return firstLine(new String(bytes, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw failed("broke off: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("was interrupted");
    } finally {
      end(process);
    }
  }

  private static void endAfter(Process process, Duration limit) {
    try {
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        end(process);
      }
    } catch (InterruptedException e) {
      end(process);
    }
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private String firstLine(String output) throws AuthFailedException {
    return output
        .lines()
        .findFirst()
        .filter(line -> !line.isEmpty())
        .orElseThrow(() -> failed("prints no password"));
  }

  private AuthFailedException failed(String deed) {
    return new AuthFailedException("the password command " + command.getFirst() + " " + deed);
  }

  @Override
  public synchronized void accept(String password) {
    if (rejected.equals(Optional.of(password))) {
      rejected = Optional.empty();
    }
  }

  @Override
  public synchronized void reject(String password) {
    rejected = Optional.of(password);
    askAgain |= known.equals(rejected);
  }
}
