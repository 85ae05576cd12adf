package io.heddle.cli.command;

import io.heddle.app.AppException;
import io.heddle.control.ControlClient;
import io.heddle.http1.HttpFields;
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
    return send(find(arguments), method, path, HttpFields.NONE, body);
  }

  /// Sends a request to a proxy.
  ///
  /// @throws AppException if it does not answer
  public static ControlClient.ControlResponse send(
      ControlClient proxy, String method, String path, HttpFields fields) throws AppException {
    return send(proxy, method, path, fields, "");
  }

  private static ControlClient.ControlResponse send(
      ControlClient proxy, String method, String path, HttpFields fields, String body)
      throws AppException {
    try {
      return proxy.send(method, path, fields, body);
    } catch (IOException e) {
      throw AppException.failed(e.getMessage());
    }
  }

  /// The selected proxy, or the only one; empty without `--pid` if none is running.
  ///
  /// @throws AppException if the selected proxy is not running, or if there are several to choose from
  public static Optional<ControlClient> running(CommandLine arguments) throws AppException {
    if (arguments.hasOption(NAME)) {
      return Optional.of(find(arguments));
    }
    List<ControlClient> running = ofThisCommand(ControlClient.all());
    return running.isEmpty() ? Optional.empty() : Optional.of(only(running));
  }

  /// The selected proxy, or the only one; empty without `--pid` if none is running, or none of them is
  /// that of the `heddle exec` around this process.
  ///
  /// @throws AppException as the other
  public static Optional<ControlClient> known(CommandLine arguments) throws AppException {
    if (arguments.hasOption(NAME)) {
      return Optional.of(find(arguments));
    }
    List<ControlClient> running = known(ControlClient.all());
    return running.isEmpty() ? Optional.empty() : Optional.of(only(running));
  }

  /// Those of the running proxies of which this process may mean one: under `heddle exec`, the one
  /// that has its session alone.
  public static List<ControlClient> known(List<ControlClient> running) {
    Optional<SurroundingProxy> around = SurroundingProxy.of(System.getenv());
    return around.isEmpty() ? running : running.stream().filter(around.get()::isIn).toList();
  }

  /// The same.
  ///
  /// @throws AppException if there are some, but all of them are others than that of `heddle exec`
  private static List<ControlClient> ofThisCommand(List<ControlClient> running)
      throws AppException {
    List<ControlClient> known = known(running);
    if (known.isEmpty() && !running.isEmpty()) {
      throw AppException.failed(
          SurroundingProxy.of(System.getenv()).orElseThrow().absence()
              + "; name another with --pid N, of "
              + running.stream().map(ControlClient::pid).collect(Collectors.joining(", ")));
    }
    return known;
  }

  /// The selected proxy, or the only one, unless an option asks for another configuration than that
  /// of a running proxy.
  ///
  /// @param others names of such options
  public static Optional<ControlClient> runningUnless(CommandLine arguments, String... others)
      throws AppException {
    for (String other : others) {
      if (arguments.hasOption(other)) {
        if (arguments.hasOption(NAME)) {
          throw AppException.badInput("--pid cannot be combined with --" + other);
        }
        return Optional.empty();
      }
    }
    return running(arguments);
  }

  /// The selected proxy, or the only one.
  ///
  /// @throws AppException if there is none, or if there are several to choose from
  public static ControlClient selected(CommandLine arguments) throws AppException {
    return find(arguments);
  }

  private static ControlClient find(CommandLine arguments) throws AppException {
    String pid = arguments.getOptionValue(NAME);
    List<ControlClient> selected =
        pid == null ? ofThisCommand(ControlClient.await()) : ControlClient.await(pid);
    if (selected.isEmpty()) {
      throw AppException.failed(
          "no proxy of this user is running"
              + (pid == null ? "" : " as process " + pid)
              + surrounding()
              + unreachable(pid));
    }
    return only(selected);
  }

  private static ControlClient only(List<ControlClient> running) throws AppException {
    if (running.size() > 1) {
      throw AppException.badInput(
          "several proxies are running; choose one with --pid: "
              + running.stream().map(ControlClient::pid).collect(Collectors.joining(", "))
              + running.stream()
                  .map(one -> "\n  " + RunningProxy.of(one).summary())
                  .collect(Collectors.joining()));
    }
    return running.getFirst();
  }

  /// A command under `heddle exec` has a proxy all the same.
  private static String surrounding() {
    return SurroundingProxy.of(System.getenv()).map(proxy -> "; " + proxy.absence()).orElse("");
  }

  /// What is known of proxies that run, but have no socket here.
  private static String unreachable(String pid) {
    List<String> pids =
        ControlClient.processes().stream().filter(one -> pid == null || pid.equals(one)).toList();
    return pids.isEmpty()
        ? ""
        : " with a control socket in "
            + ControlClient.folder()
            + ". These are running, perhaps with another XDG_RUNTIME_DIR: "
            + String.join(", ", pids);
  }
}
