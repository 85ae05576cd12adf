package io.heddle.interop;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.junit.jupiter.api.Assertions.assertEquals;

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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Command `heddle exec`, and others, under another `heddle exec`.
@Tag("real-client")
class NestedExecTest {
  private static final List<String> MODES = List.of("require", "auto", "off");

  @TempDir private static Path common;
  private static Nginx web;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    Prerequisites.check(Files.exists(Path.of("/proc/self/ns/net")), "network namespaces");
    Program.installed("unshare");
    web = Nginx.start(common);
  }

  @AfterAll
  static void stop() {
    web.close();
  }

  private static Path launcher() {
    return HeddleImage.launcher(HeddleImage.folder());
  }

  private Program heddle(Object... arguments) {
    return HeddleImage.programOf(folder).with(arguments);
  }

  /// A command of Heddle under `heddle exec` that allows two addresses.
  private Program within(String mode, Object... arguments) {
    return heddle("exec", "--allow", "127.0.0.1,localhost", "--isolate", mode, "--no-proxy", "")
        .with("--", launcher())
        .with(arguments);
  }

  private static String hello(String host) {
    return "http://" + host + ":" + web.httpPort() + "/hello.txt";
  }

  /// Runs curl, which gets a file of a host.
  private static ProgramOutput gets(Program exec, String host) {
    return exec.with("--no-proxy", "", "--", "curl", "-sSf", hello(host)).run();
  }

  @Test
  void withoutAPolicyItHasThatOfTheOther() {
    for (String mode : MODES) {
      gets(within(mode, "exec"), "127.0.0.1").succeeds().prints("hello\n").lacks("WARN");
      gets(within(mode, "exec"), "127.0.0.3").exits(22).complains("403");
    }
  }

  @Test
  @Timeout(value = 3, unit = MINUTES)
  void withAPolicyBothHold() {
    boolean canNest = canNest();
    String script =
        "for host in localhost 127.0.0.1 127.0.0.3; do"
            + " curl -s -o file -w '%{http_code} ' http://$host:$0/hello.txt; done";
    for (String outer : MODES) {
      for (String inner : MODES) {
        Program nested =
            within(outer, "exec", "--allow", "localhost,127.0.0.3", "--isolate", inner)
                .with("--no-proxy", "", "--", "sh", "-c", script, web.httpPort())
                .in(folder);
        if (inner.equals("require") && !outer.equals("off") && !canNest) {
          nested.run().exits(1).complains("--isolate require: unshare");
        } else {
          nested.run().prints("200 403 403 ").lacks("WARN").complains("the policy refused");
        }
      }
    }
  }

  /// Whether a command in a namespace may make another one, which the system does not allow to root.
  private boolean canNest() {
    return heddle("exec", "--isolate", "require", "--", "unshare", "--user", "--map-root-user")
            .with("--net", "true")
            .run()
            .exitCode()
        == 0;
  }

  @Test
  void inANamespaceNoOtherIsNeeded() {
    gets(within("require", "exec", "--isolate", "require"), "127.0.0.1").prints("hello\n");
    heddle("exec", "--isolate", "require", "--", "sh", "-c", "readlink /proc/self/ns/net")
        .environment("HEDDLE_ISOLATED", "yes")
        .run()
        .succeeds()
        .lacks(Program.installed("readlink").with("/proc/self/ns/net").run().out().strip());
  }

  @Test
  void anotherProxyIsNotToBeHad() {
    String only = "is the only way out";
    within("require", "exec", "--pid", 1, "--", "true").run().exits(2).complains(only);
    within("require", "exec", "--config", "x.yaml", "--", "true").run().exits(2).complains(only);
    within("off", "exec", "--outbound", "direct", "--", "true")
        .run()
        .exits(2)
        .complains("--outbound cannot be used here: the proxy of heddle exec around this command");
    heddle("exec", "--", "true")
        .environment("HEDDLE_PROXY", "127.0.0.1:1")
        .run()
        .exits(1)
        .complains("does not answer any more; unset HEDDLE_PROXY to use another");
  }

  @Test
  void explainAndEnvAndDoctorKnowThePrivateProxy() {
    for (String mode : MODES) {
      within(mode, "explain", "127.0.0.1:" + web.httpPort())
          .run()
          .succeeds()
          .mentions("by the proxy of heddle exec around this command")
          .mentions("\nopen\n");
      within(mode, "explain", "127.0.0.3:80").run().exits(1).mentions("refused: denied by policy");
      within(mode, "env").run().succeeds().mentions("# by the proxy of heddle exec around");
      within(mode, "doctor")
          .run()
          .succeeds()
          .mentions("this command runs under heddle exec")
          .mentions("http_proxy leads to the proxy");
      within(mode, "status").run().exits(1).complains("around this command").lacks("WARN");
    }
  }

  @Test
  void javaPrintsNoLineAndTheCommandHasTheOptionsOnce() {
    ProgramOutput output =
        heddle("exec", "--isolate", "require", "--", launcher(), "exec", "--", "sh", "-c")
            .with("echo $JAVA_TOOL_OPTIONS")
            .environment("JAVA_TOOL_OPTIONS", "-Dof.user=1")
            .run()
            .succeeds()
            .mentions("-Dof.user=1 -Dhttp.proxyHost=");
    assertEquals(1, output.err().split("Picked up", -1).length - 1, output::toString);
    assertEquals(2, output.out().split("-Dhttp.proxyHost=", -1).length, output::toString);
  }

  @Test
  void thePolicyOfACommandDoesNotFollowAReload() {
    Path config = policy("127.0.0.1");
    String script =
        "while read -r _; do curl -s -o /dev/null -w '%{http_code}\\n' "
            + hello("localhost")
            + "; done";
    try (HeddleImage proxy = HeddleImage.starting(heddle("run", "--config", config))) {
      Path socket = folder.resolve("heddle").resolve(proxy.process().pid() + ".sock");
      Await.until("it hears commands", () -> Files.exists(socket));
      for (String mode : List.of("require", "off")) {
        policy("127.0.0.1");
        heddle("reload").run().succeeds();
        try (RunningProgram command = agent(mode).with("sh", "-c", script).interactive().start()) {
          command.types("go\n");
          command.prints(Pattern.compile("^403\\R"));
          policy("localhost");
          heddle("reload").run().succeeds();
          agent(mode).with("curl", "-sSf", hello("localhost")).run().prints("hello\n");
          command.types("go\n");
          command.prints(Pattern.compile("^403\\R403\\R"));
        }
      }
    }
  }

  private Program agent(String mode) {
    return heddle("exec", "--policy", "agent", "--isolate", mode, "--no-proxy", "", "--");
  }

  private Path policy(String allowed) {
    return TestFiles.write(
        folder.resolve("heddle.yaml"),
        "inbounds: [{listen: \"127.0.0.1:0\"}]\npolicies: {agent: {allow: [%s]}}\n"
            .formatted(allowed));
  }
}
