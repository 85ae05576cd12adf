package io.heddle.control;

import io.heddle.jdk.BlockingCheck;
import io.heddle.jdk.Platform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
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

  /// The values of an environment variable in their environments, each once.
  static List<String> values(String variable) {
    String prefix = variable + "=";
    return pids().stream()
        .flatMap(pid -> environment(pid).stream())
        .filter(entry -> entry.startsWith(prefix))
        .map(entry -> entry.substring(prefix.length()))
        .distinct()
        .toList();
  }

  private static List<String> environment(String pid) {
    assert BlockingCheck.isAllowed();
    try {
      byte[] entries = Files.readAllBytes(Platform.proc().resolve(pid).resolve("environ"));
      return List.of(new String(entries, StandardCharsets.UTF_8).split("\0", -1));
    } catch (IOException e) {
      // The process has just ended, or the system has no such file.
      return List.of();
    }
  }

  private static boolean runsProxy(String[] arguments) {
    List<String> words = Arrays.asList(arguments);
    int run = words.indexOf("run");
    return run > 0 && words.get(run - 1).endsWith(MAIN);
  }
}
