package io.heddle.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.support.Await;
import io.heddle.support.ClientFolder;
import io.heddle.support.HeddleImage;
import io.heddle.support.Nginx;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.Prerequisites;
import io.heddle.support.Program;
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

/// Commands of Heddle that run in the network namespace of `heddle exec --isolate`, at a running proxy.
@Tag("real-client")
class IsolateCommandsTest {
  private static final String CONFIG =
      """
      inbounds: [{listen: "127.0.0.1:0"}]
      policies:
        agent: {allow: [127.0.0.1]}
        open: {allow: [127.0.0.0/8, localhost]}
      """;
  private static final String REFUSED =
      " is not allowed from another network namespace, as of heddle exec --isolate: run it outside";

  @TempDir private static Path common;
  private static Nginx web;

  @TempDir Path folder;
  private Path config;
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
    config = TestFiles.write(folder.resolve("heddle.yaml"), CONFIG);
    proxy = HeddleImage.starting(heddle("run", "--config", config));
    Await.until("it hears commands", () -> Files.exists(socket()));
  }

  @AfterEach
  void stop() {
    proxy.close();
  }

  private Path socket() {
    return folder.resolve("heddle").resolve(proxy.process().pid() + ".sock");
  }

  private Program heddle(Object... arguments) {
    return HeddleImage.programOf(folder).with(arguments);
  }

  /// Runs this under `heddle exec --policy agent`.
  private Program agent(Object... command) {
    return heddle("exec", "--policy", "agent", "--isolate", "require", "--no-proxy", "", "--")
        .with(command);
  }

  /// Runs a command of Heddle there.
  private Program inside(Object... arguments) {
    return agent(HeddleImage.launcher(HeddleImage.folder())).with(arguments);
  }

  private static String allowed() {
    return "127.0.0.1:" + web.httpPort();
  }

  private static String denied() {
    return "localhost:" + web.httpPort();
  }

  @Test
  void explainTellsWhatThisCommandMayReach() {
    heddle("explain", denied()).run().succeeds();
    inside("explain", allowed())
        .run()
        .succeeds()
        .mentions(", for heddle, by the running proxy")
        .mentions("policy agent  yes")
        .mentions("open after");
    inside("explain", denied()).run().exits(1).mentions("denied by policy \"agent\"");
    inside("explain", denied(), "--policy", "open")
        .run()
        .exits(2)
        .complains("heddle: explain: under heddle exec, the user, the program, the listener");
    inside("explain", denied(), "--config", config).run().exits(1).lacks("open after");
  }

  @Test
  void itMayLookAtItsOwnPartAlone() throws Exception {
    try (Origin origin = Origin.start();
        RunningProgram other =
            heddle("exec", "--no-proxy", "", "--", "curl", "-sS")
                .with("http://" + origin.address() + "/slow")
                .start();
        Peer server = origin.accept()) {
      server.receivesHead();
      heddle("status").run().succeeds().mentions("" + origin.address());
      inside("status").run().succeeds().mentions("listening").lacks("" + origin.address());
      inside("status", "--json").run().succeeds().lacks("" + origin.address());
      inside("rules").run().succeeds().mentions("default");
      other.signal("TERM");
    }
  }

  @Test
  void tailShowsItsOwnRequestsAlone() {
    String mine = web.http("127.0.0.1", "hello.txt");
    String launcher = HeddleImage.launcher(HeddleImage.folder()).toString();
    String script = "\"$0\" tail & sleep 2; echo ready; read -r _; curl -sS " + mine + "; wait";
    try (RunningProgram command =
        agent("sh", "-c", script, launcher).interactive().in(folder).start()) {
      command.prints(Pattern.compile("ready"));
      heddle("exec", "--no-proxy", "", "--", "curl", "-sS", web.http("127.0.0.1", "other.txt"))
          .run();
      command.types("go\n");
      String seen = command.prints(Pattern.compile("(?s)^(.*GET " + mine + " .*)\\R")).group(1);
      assertEquals(-1, seen.indexOf("other.txt"), seen);
    }
  }

  @Test
  void itMayNotChangeTheProxy() {
    for (List<String> command :
        List.of(
            List.of("reload"),
            List.of("page"),
            List.of("rules", "add", "{to: block}"),
            List.of("rules", "remove", "1"),
            List.of("env", "--pid", proxy.process().pid() + ""),
            List.of("connect", "--pid", proxy.process().pid() + "", denied()))) {
      String name =
          command.getFirst().equals("rules") ? "rules " + command.get(1) : command.getFirst();
      inside(command.toArray()).run().exits(1).prints("").complains("heddle: " + name + REFUSED);
    }
    heddle("rules").run().succeeds().lacks("temporary");
  }

  @Test
  void aHostileCommandHasNoWayAroundItsPolicy() {
    Path program = ClientFolder.named("hostile").file("control.py");
    Program.installed("python3");
    try (Origin origin = Origin.start();
        RunningProgram other =
            heddle("exec", "--learn", folder.resolve("learned"), "--allow", "127.0.0.0/8")
                .with("--isolate", "off", "--no-proxy", "", "--", "sh", "-c")
                .with("echo $HEDDLE_PROXY; exec curl -sS http://" + origin.address() + "/secret")
                .start();
        Peer server = origin.accept()) {
      server.receivesHead();
      String listener = other.prints(Pattern.compile("^(\\S+)\\R")).group(1);
      heddle("exec", "--allow", "", "--isolate", "require", "--", "python3", program)
          .with(socket(), listener, origin.address())
          .run()
          .succeeds()
          .prints("done\n");
      origin.hasNoConnection();
      other.signal("TERM");
    }
  }

  @Test
  void anotherNamespaceWithinShowsNoMore() {
    for (String command : List.of("status", "tail", "reload")) {
      agent("unshare", "--user", "--net", "--", HeddleImage.launcher(HeddleImage.folder()))
          .with(command, "--pid", proxy.process().pid())
          .run()
          .exits(1)
          .complains("heddle: " + command + REFUSED);
    }
  }
}
