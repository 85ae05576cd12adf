package io.heddle.cli.command;

import io.heddle.app.AppException;
import io.heddle.control.ControlClient;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.cli.CommandLine;

/// Option `--pid PID`, which selects one of several running proxies.
public final class PidArgument {
  public static final String NAME = "pid";

  private PidArgument() {}

  /// Sends a request to the selected proxy, or to the only one.
  ///
  /// @throws AppException if there is none, if there are several to choose from, or if it does not
  ///     answer
  public static ControlClient.ControlResponse send(
      CommandLine arguments, String method, String path) throws AppException {
    return send(arguments, method, path, "");
  }

  /// Sends a request with a body to the selected proxy, or to the only one.
  ///
  /// @throws AppException as the other
  public static ControlClient.ControlResponse send(
      CommandLine arguments, String method, String path, String body) throws AppException {
    ControlClient proxy = find(arguments);
    try {
      return proxy.send(method, path, body);
    } catch (IOException e) {
      throw AppException.failed(e.getMessage());
    }
  }

  /// The selected proxy, or the only one. Empty without `--pid` if there is none, or more than one.
  ///
  /// @throws AppException if the selected proxy is not running
  public static Optional<ControlClient> selectedOrOnly(CommandLine arguments) throws AppException {
    return arguments.hasOption(NAME) ? Optional.of(find(arguments)) : ControlClient.only();
  }

  private static ControlClient find(CommandLine arguments) throws AppException {
    List<ControlClient> running = ControlClient.await();
    String pid = arguments.getOptionValue(NAME);
    List<ControlClient> selected =
        pid == null ? running : running.stream().filter(one -> one.pid().equals(pid)).toList();
    if (selected.isEmpty()) {
      throw AppException.failed(
          "no proxy of this user is running"
              + (pid == null ? "" : " as process " + pid)
              + unreachable(running, pid));
    }
    if (selected.size() > 1) {
      throw AppException.badInput(
          "several proxies are running; choose one with --pid: "
              + selected.stream().map(ControlClient::pid).collect(Collectors.joining(", ")));
    }
    return selected.getFirst();
  }

  /// What is known of proxies that run, but have no socket here.
  private static String unreachable(List<ControlClient> reachable, String pid) {
    List<String> pids =
        ControlClient.processes().stream()
            .filter(one -> reachable.stream().noneMatch(client -> client.pid().equals(one)))
            .filter(one -> pid == null || pid.equals(one))
            .toList();
    return pids.isEmpty()
        ? ""
        : " with a control socket in "
            + ControlClient.folder()
            + ". These are running, perhaps with another XDG_RUNTIME_DIR: "
            + String.join(", ", pids);
  }
}
