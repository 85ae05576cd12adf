package io.heddle.cli.exec;

import io.heddle.jdk.BlockingCheck;
import io.heddle.jdk.Platform;
import io.heddle.jdk.ProcessStartFailure;
import io.heddle.net.namespace.RestrictedStart;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Way to start a program in a network namespace of its own, by the programs that the system has.
///
///     enter… sh -c 'prepare; exec leave… COMMAND'
///
/// `unshare` comes first, since the command then is the very process that was started: signals, job
/// control and the exit code are those of the command itself. `bwrap` stays as its parent, and a
/// Ctrl-C of the terminal would end it, and the command with it; so it ignores that signal. It is for
/// systems that allow namespaces to it alone.
///
/// As root, the command loses the capabilities with which it could enter another namespace. As another
/// user it has none, in a user namespace of its own, in which its number stays the same.
///
/// @param enter the command line before that of the shell
/// @param leave the words before the command, in the shell
record NamespaceProgram(List<String> enter, String leave) {
  private static final Path SELF = Platform.proc().resolve("self");

  /// The capabilities that a command of root keeps: those for files and for its own processes. With
  /// others it could leave its network namespace: by another user's process, by the kernel, by memory.
  private static final List<String> KEPT =
      List.of(
          "chown",
          "dac_override",
          "fowner",
          "fsetid",
          "kill",
          "net_bind_service",
          "net_raw",
          "sys_chroot",
          "sys_nice",
          "sys_resource",
          "ipc_lock");

  /// Result of a search.
  ///
  /// @param reason why there is none
  record Search(Optional<NamespaceProgram> found, String reason) {}

  /// Looks for a way that the system allows, by trying each.
  static Search find() {
    List<String> reasons = new ArrayList<>();
    for (NamespaceProgram one : candidates()) {
      Optional<String> failure = one.probe();
      if (failure.isEmpty()) {
        return new Search(Optional.of(one), "");
      }
      reasons.add(failure.get());
    }
    String none = "this system has no network namespaces";
    return new Search(
        Optional.empty(),
        reasons.isEmpty() ? none : String.join("; ", reasons.stream().distinct().toList()));
  }

  private static List<NamespaceProgram> candidates() {
    assert BlockingCheck.isAllowed();
    if (!Files.exists(SELF.resolve("ns").resolve("net"))) {
      return List.of();
    }
    String user = owner("unix:uid");
    NamespaceProgram ordinary =
        new NamespaceProgram(
            List.of("unshare", "--user", "--map-root-user", "--net", "--"),
            "unshare --user --map-user=" + user + " --map-group=" + owner("unix:gid") + " -- ");
    List<String> bubblewrap =
        new ArrayList<>(
            List.of("env", "--ignore-signal=INT,QUIT", "bwrap", "--dev-bind", "/", "/"));
    bubblewrap.addAll(List.of("--unshare-net", "--die-with-parent"));
    if (!user.equals("0")) {
      return List.of(ordinary.dyingWithParent(""), withShell(bubblewrap));
    }
    bubblewrap.addAll(List.of("--cap-drop", "ALL"));
    KEPT.forEach(one -> bubblewrap.addAll(List.of("--cap-add", "cap_" + one)));
    NamespaceProgram root = new NamespaceProgram(List.of("unshare", "--net", "--"), "");
    String kept = String.join(",+", KEPT);
    String bound = " --inh-caps=-all --bounding-set=-all,+" + kept;
    return List.of(
        root.dyingWithParent(bound), ordinary.dyingWithParent(""), withShell(bubblewrap));
  }

  private static NamespaceProgram withShell(List<String> bubblewrap) {
    bubblewrap.add("--");
    return new NamespaceProgram(bubblewrap, "env --default-signal=INT,QUIT -- ");
  }

  private NamespaceProgram dyingWithParent(String more) {
    return new NamespaceProgram(enter, leave + "setpriv --pdeathsig=KILL" + more + " -- ");
  }

  /// The number of this user or of its group.
  private static String owner(String attribute) {
    assert BlockingCheck.isAllowed();
    try {
      return String.valueOf(Files.getAttribute(SELF, attribute));
    } catch (IOException e) {
      return "0";
    }
  }

  /// The command line of a program.
  ///
  /// @param prepare of the shell, which may use the variables
  /// @param variables of the shell alone
  List<String> command(String prepare, Map<String, String> variables, List<String> program) {
    List<String> command = new ArrayList<>(enter);
    StringBuilder script = new StringBuilder();
    List<String> values = new ArrayList<>();
    variables.forEach((name, value) -> {
      script.append(name).append("=$1; shift; ");
      values.add(value);
    });
    command.addAll(List.of("sh", "-c", script + prepare + "exec " + leave + "\"$@\"", "heddle"));
    command.addAll(values);
    command.addAll(program);
    return command;
  }

  /// Tries it.
  ///
  /// @return why it does not work; empty if it does
  private Optional<String> probe() {
    assert BlockingCheck.isAllowed();
    String name = enter.contains("bwrap") ? "bwrap" : enter.getFirst();
    String last = leave.contains("setpriv") ? "setpriv" : name;
    for (String needed : List.of(name, last, enter.getFirst(), "sh")) {
      if (!ProgramFailure.isInstalled(needed, ChildRun.path())) {
        return Optional.of(needed + " is not installed");
      }
    }
    try {
      Process probe =
          RestrictedStart.start(
              new ProcessBuilder(command("", Map.of(), List.of("true")))
                  .redirectInput(ProcessBuilder.Redirect.from(new java.io.File("/dev/null")))
                  .redirectOutput(ProcessBuilder.Redirect.DISCARD));
      String errors = new String(probe.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
      if (probe.waitFor() == 0) {
        return Optional.empty();
      }
      return Optional.of(errors.lines().findFirst().orElse(name + " fails"));
    } catch (IOException e) {
      return Optional.of(name + ": " + ProcessStartFailure.reason(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of(name + " was interrupted");
    }
  }
}
