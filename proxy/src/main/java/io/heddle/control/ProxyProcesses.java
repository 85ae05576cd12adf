package io.heddle.control;

import io.heddle.jdk.BlockingCheck;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Processes of this user that run a proxy, by the list of processes: also those whose control socket
/// is missing.
final class ProxyProcesses {
  private static final String MAIN = "io.heddle.Main";

  private ProxyProcesses() {}

  /// Their ids.
  static List<String> pids() {
    assert BlockingCheck.isAllowed();
    Optional<String> user = ProcessHandle.current().info().user();
    return ProcessHandle.allProcesses()
        .filter(process -> process.info().user().equals(user))
        .filter(process -> process.info().arguments().map(ProxyProcesses::runsProxy).orElse(false))
        .map(process -> Long.toString(process.pid()))
        .toList();
  }

  private static boolean runsProxy(String[] arguments) {
    List<String> words = Arrays.asList(arguments);
    int run = words.indexOf("run");
    return run > 0 && words.get(run - 1).endsWith(MAIN);
  }
}
