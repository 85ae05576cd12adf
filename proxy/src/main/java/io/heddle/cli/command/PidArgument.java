package io.heddle.cli.command;

import io.heddle.app.AppException;
import io.heddle.control.ControlClient;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.cli.CommandLine;

/// The option `--pid PID`, which chooses one of several running proxies.
public final class PidArgument {
  public static final String NAME = "pid";

  private PidArgument() {}

  /// Sends a request to the chosen proxy, or to the only one.
  ///
  /// @throws AppException if there is none, if there are several to choose from, or if it does not
  ///     answer
  public static ControlClient.ControlResponse send(
      CommandLine arguments, String method, String path) throws AppException {
    ControlClient proxy = find(arguments);
    try {
      return proxy.send(method, path);
    } catch (IOException e) {
      throw AppException.failed(e.getMessage());
    }
  }

  /// The chosen proxy, or the only one; empty if none was chosen and there is none, or more than
  /// one.
  ///
  /// @throws AppException if the chosen one does not run
  public static Optional<ControlClient> chosenOrOnly(CommandLine arguments) throws AppException {
    return arguments.hasOption(NAME) ? Optional.of(find(arguments)) : ControlClient.only();
  }

  private static ControlClient find(CommandLine arguments) throws AppException {
    List<ControlClient> running = ControlClient.all();
    String pid = arguments.getOptionValue(NAME);
    List<ControlClient> chosen =
        pid == null ? running : running.stream().filter(one -> one.pid().equals(pid)).toList();
    if (chosen.isEmpty()) {
      throw AppException.failed(
          pid == null ? "no proxy of yours runs" : "no proxy of yours runs as process " + pid);
    }
    if (chosen.size() > 1) {
      throw AppException.badInput(
          "several proxies run; choose one with --pid: "
              + chosen.stream().map(ControlClient::pid).collect(Collectors.joining(", ")));
    }
    return chosen.getFirst();
  }
}
