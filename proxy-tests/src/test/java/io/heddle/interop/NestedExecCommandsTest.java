package io.heddle.interop;

import io.heddle.support.Await;
import io.heddle.support.HeddleImage;
import io.heddle.support.Nginx;
import io.heddle.support.Prerequisites;
import io.heddle.support.Program;
import io.heddle.support.ProgramOutput;
import io.heddle.support.RunningProgram;
import io.heddle.support.TestFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Commands of Heddle under `heddle exec` with a proxy that is not the running one, or that has died: they
/// are about the proxy of the command, or refuse.
@Tag("real-client")
class NestedExecCommandsTest {
  private static final String CONFIG =
      """
      inbounds: [{listen: "127.0.0.1:0"}]
      policies: {%s: {allow: [127.0.0.0/8]}}
      """;

  @TempDir private static Path common;
  private static Nginx web;

  @TempDir Path folder;
  private HeddleImage proxy;

  @BeforeAll
  static void startWeb() {
    Prerequisites.check(Files.exists(Path.of("/proc/self/ns/net")), "network namespaces");
    Program.installed("unshare");
    web = Nginx.start(common);
  }

  @AfterAll
  static void stopWeb() {
    web.close();
  }

  @BeforeEach
  void start() {
    Path config = TestFiles.write(folder.resolve("heddle.yaml"), CONFIG.formatted("local"));
    proxy = HeddleImage.starting(heddle("run", "--config", config));
    Path socket = folder.resolve("heddle").resolve(pid() + ".sock");
    Await.until("it hears commands", () -> Files.exists(socket));
  }

  @AfterEach
  void stop() {
    proxy.close();
  }

  private String pid() {
    return Long.toString(proxy.process().pid());
  }

  private static Path launcher() {
    return HeddleImage.launcher(HeddleImage.folder());
  }

  private Program heddle(Object... arguments) {
    return HeddleImage.programOf(folder).with(arguments);
  }

  /// A command of Heddle under `heddle exec` with a private proxy, beside the running one.
  private Program besideTheRunning(Object... arguments) {
    Path config = TestFiles.write(folder.resolve("private.yaml"), CONFIG.formatted("own"));
    return heddle("exec", "--config", config, "--policy", "own", "--isolate", "off", "--")
        .with(launcher())
        .with(arguments);
  }

  @Test
  void explainIsAboutTheInnermostCommand() {
    for (String outer : List.of("require", "off")) {
      explained(outer, "127.0.0.3").exits(1).mentions("refused: denied by policy");
      explained(outer, "127.0.0.1").succeeds().mentions("by the proxy of heddle exec around");
    }
  }

  /// What `explain` says of a host under an `exec` that allows one address, under another that allows
  /// more.
  private ProgramOutput explained(String outer, String host) {
    return heddle("exec", "--policy", "local", "--isolate", outer, "--", launcher(), "exec")
        .with("--isolate", "off", "--allow", "127.0.0.1", "--", launcher(), "explain")
        .with(host + ":" + web.httpPort())
        .run();
  }

  @Test
  void theRunningProxyIsNotTakenForAPrivateOne() {
    for (List<String> command :
        List.of(
            List.of("rules"),
            List.of("check"),
            List.of("status"),
            List.of("tail"),
            List.of("reload"),
            List.of("explain", "127.0.0.1:80", "--user", "alice"))) {
      besideTheRunning(command.toArray())
          .run()
          .exits(1)
          .prints("")
          .complains("is a private one, which only explain, env and doctor ask")
          .complains("; name another with --pid N, of " + pid());
    }
    besideTheRunning("doctor").run().succeeds().lacks("the running proxy");
    besideTheRunning("status", "--pid", pid()).run().succeeds().mentions("listening");
    besideTheRunning("exec", "--policy", "local", "--", "true")
        .run()
        .exits(2)
        .complains(
            "--policy: there is no policy \"local\" in the defaults (the policies of the proxy")
        .lacks("no proxy runs");
  }

  @Test
  void aProxyThatHasDiedIsAProblem() {
    String script = "echo ready; read -r _; \"$0\" doctor; echo $?; \"$0\" status 2>&1; echo end";
    for (String mode : List.of("require", "off")) {
      try (RunningProgram command =
          heddle("exec", "--isolate", mode, "--", "sh", "-c", script, launcher())
              .interactive()
              .start()) {
        command.prints(Pattern.compile("ready"));
        proxy.process().signal("KILL");
        proxy.close();
        command.types("go\n");
        command.prints(
            Pattern.compile(
                "(?s)whose proxy at [0-9.:]+ does not answer.*\\R1\\R.* does not answer any more"
                    + ".*\\Rend"));
      }
      start();
    }
  }
}
