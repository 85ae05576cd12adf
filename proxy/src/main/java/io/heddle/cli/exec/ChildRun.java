package io.heddle.cli.exec;

import io.heddle.app.AppException;
import io.heddle.app.ExitCode;
import io.heddle.jdk.BlockingCheck;
import io.heddle.net.namespace.PassedDescriptor;
import io.heddle.policy.PolicySelection;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// Run of a child process through a proxy, from its start to what the user is told at its end.
///
/// @param program its command line
/// @param choice of the proxy
/// @param outbound for all requests, instead of the rules
/// @param policy of what it may reach; empty for everything
/// @param learn the file for a policy of what it has asked for
/// @param noProxy hosts that are reached without the proxy, separated by commas
record ChildRun(
    List<String> program,
    ExecProxyChoice choice,
    Optional<String> outbound,
    Optional<PolicySelection> policy,
    Optional<String> learn,
    String noProxy) {
  /// The time after which a command that has made no connection is mentioned.
  private static final Duration LASTING = Duration.ofSeconds(1);

  /// The name of the program, as the user gave it.
  String name() {
    return program.getFirst();
  }

  /// The value of `PATH`.
  static String path() {
    return Objects.requireNonNullElse(System.getenv("PATH"), "");
  }

  /// The request for the session of the child process.
  ///
  /// @param listener in its network namespace, if it has one
  SessionRequest request(ExecSession session, Optional<PassedDescriptor> listener) {
    return new SessionRequest(session, outbound, policy, listener);
  }

  /// Runs the program as an ordinary child process, to its end.
  ExitCode run() throws AppException {
    assert BlockingCheck.isAllowed();
    ExecSession requested = ExecSession.of(name());
    try (ExecProxy proxy = choice.open(request(requested, Optional.empty()))) {
      ProcessBuilder builder = new ProcessBuilder(program).inheritIO();
      new ChildEnvironment(proxy.session(), noProxy).addTo(builder.environment());
      SignalForwarder signals = SignalForwarder.install();
      Process child = builder.start();
      signals.forwardTo(child.toHandle());
      return await(child, proxy, false);
    } catch (IOException e) {
      throw ProgramFailure.of(name(), path(), e);
    }
  }

  /// Writes the policy to a new file, or to what is no file, such as `/dev/stdout`. If that fails, what was
  /// learned is not lost.
  private static void write(Path file, Optional<String> policy) {
    assert BlockingCheck.isAllowed();
    if (policy.isEmpty()) {
      System.err.println("heddle: --learn: the proxy has not told what was asked for");
      return;
    }
    boolean isOther = Files.exists(file) && !Files.isRegularFile(file);
    try {
      Files.writeString(
          file, policy.get(), isOther ? StandardOpenOption.WRITE : StandardOpenOption.CREATE_NEW);
      System.err.println("heddle: wrote the policy \"" + SessionObserver.NAME + "\" to " + file);
    } catch (FileAlreadyExistsException e) {
      printInstead(file + ": the file exists by now", policy.get());
    } catch (IOException e) {
      printInstead(file + " cannot be written: " + e.getMessage(), policy.get());
    }
  }

  private static void printInstead(String why, String policy) {
    System.err.print("heddle: --learn " + why + "; the policy is\n" + policy);
  }

  /// Waits for the end of the child process, and says what the user should know about it.
  ///
  /// @param isolated whether the proxy is its only way out
  ExitCode await(Process child, ExecProxy proxy, boolean isolated) {
    long start = System.nanoTime();
    try {
      ExitCode code = new ExitCode(child.waitFor());
      boolean lasted = System.nanoTime() - start > LASTING.toNanos();
      boolean stranded = isolated && !code.equals(ExitCode.OK);
      if (lasted || stranded || policy.isPresent()) {
        String user = proxy.session().user();
        proxy
            .report()
            .ifPresent(
                report -> report.remarks(user, lasted, stranded).forEach(System.err::println));
      }
      if (learn.isPresent()) {
        write(Path.of(learn.get()), proxy.learned());
      }
      return code;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.FAILED;
    }
  }
}
