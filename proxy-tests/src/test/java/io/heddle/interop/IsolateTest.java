package io.heddle.interop;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.Await;
import io.heddle.support.ClientFolder;
import io.heddle.support.FreePorts;
import io.heddle.support.HeddleImage;
import io.heddle.support.Nginx;
import io.heddle.support.Prerequisites;
import io.heddle.support.Program;
import io.heddle.support.ProgramOutput;
import io.heddle.support.RunningProgram;
import io.heddle.support.TestFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Option `--isolate` of `heddle exec`: a network namespace whose only way out is the proxy.
@Tag("real-client")
class IsolateTest {
  private static final String URL = "http://127.0.0.1";

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

  private Program heddle(Object... arguments) {
    return HeddleImage.programOf(folder).with(arguments);
  }

  private Program isolated(Object... options) {
    return heddle("exec", "--isolate", "require", "--no-proxy", "").with(options).with("--");
  }

  private static String hello() {
    return web.http("127.0.0.1", "hello.txt");
  }

  @Test
  void theProxyIsTheOnlyWayOut() {
    isolated().with("curl", "-sS", hello()).run().succeeds().prints("hello\n");
    isolated().with("curl", "-sS", "--noproxy", "*", hello()).run().exits(7);
    isolated()
        .with("sh", "-c", "cut -d: -f1 /proc/net/dev | tail -n +3 | tr -d ' '")
        .run()
        .succeeds()
        .prints("lo\n");
  }

  @Test
  void aHostileProgramReachesNothing() {
    Path program = ClientFolder.named("hostile").file("hostile.py");
    String name = "heddle-test-" + ProcessHandle.current().pid();
    try (RunningProgram _ =
        Program.installed("socat").with("ABSTRACT-LISTEN:" + name + ",fork", "PIPE").start()) {
      Program python = Program.installed("python3").with(program, web.httpPort(), name);
      Await.until("it reaches all that there is", () -> python.run().out().contains("abstract"));
      assertTrue(python.run().out().contains("child tcp4"), "the test would find nothing");
      ProgramOutput output =
          isolated().with("python3", program, web.httpPort(), name).run().succeeds();
      assertEquals("done\n", output.out());
    }
  }

  @Test
  void theCommandIsItselfInAllElse() throws IOException {
    Path work = TestFiles.folder(folder.resolve("work"));
    String script = "pwd; id -u; cat; echo made > file; echo err >&2; exit 42";
    isolated()
        .with("sh", "-c", script)
        .in(work)
        .input("in\n".getBytes(StandardCharsets.UTF_8))
        .run()
        .exits(42)
        .prints(work.toRealPath() + "\n" + uid() + "\nin\n");
    assertEquals("made\n", Files.readString(work.resolve("file")));
    isolated().with("sh", "-c", "kill -KILL $$").run().exits(128 + 9);
    isolated().with(folder.resolve("nothing")).run().exits(127).complains("no such program");
    isolated().with(folder).run().exits(126).complains("it is a folder");
  }

  private static String uid() {
    return Program.installed("id").with("-u").run().out().strip();
  }

  @Test
  void signalsReachTheCommand() {
    for (String signal : List.of("TERM", "HUP")) {
      String script = "trap 'echo got it; exit 5' " + signal + "; echo ready; sleep 60 & wait";
      try (RunningProgram heddle =
          isolated().with("sh", "-c", script).under("env", "--default-signal=" + signal).start()) {
        heddle.prints(Pattern.compile("ready"));
        heddle.signal(signal);
        heddle.ends(Duration.ofSeconds(10)).exits(5).mentions("got it");
      }
    }
  }

  @Test
  void onePortCanBeLedOut() {
    String script = "curl -sS --noproxy '*' " + hello();
    isolated("--reach", web.httpPort()).with("sh", "-c", script).run().prints("hello\n");
    int closed = FreePorts.free();
    ProgramOutput refused =
        isolated("--reach", closed).with("curl", "-sS", "--noproxy", "*", URL + ":" + closed).run();
    // A reset that comes at once is a failed connect to curl.
    assertTrue(Set.of(7, 56).contains(refused.exitCode()), refused.toString());
    isolated("--reach", "x").with("true").run().exits(2).complains("--reach \"x\" is not a port");
  }

  @Test
  void aKillOfEitherSideLeavesNothing() {
    String script = "echo pid $$; exec sleep 60";
    for (boolean killsExec : new boolean[] {true, false}) {
      try (RunningProgram heddle = isolated().with("sh", "-c", script).start()) {
        long child = Long.parseLong(heddle.prints(Pattern.compile("pid (\\d+)")).group(1));
        if (killsExec) {
          heddle.signal("KILL");
          Await.until("the command has ended", () -> ProcessHandle.of(child).isEmpty());
        } else {
          ProcessHandle.of(child).orElseThrow().destroyForcibly();
          heddle.ends(Duration.ofSeconds(10)).exits(128 + 9);
        }
      }
    }
  }

  @Test
  void theRunningProxyServesIt() {
    Path config =
        TestFiles.write(folder.resolve("heddle.yaml"), "inbounds: [{listen: \"127.0.0.1:0\"}]\n");
    try (HeddleImage proxy = HeddleImage.starting(heddle("run", "--config", config))) {
      Path socket = folder.resolve("heddle").resolve(proxy.process().pid() + ".sock");
      Await.until("it hears commands", () -> Files.exists(socket));
      isolated().with("curl", "-sS", hello()).run().succeeds().prints("hello\n");
      proxy.logs(" curl http GET " + hello() + " ");
      // The way to the proxy's own control socket, which is a path, is no way around.
      heddle("status").run().succeeds();
      String inner =
          HeddleImage.launcher(HeddleImage.folder())
              + " rules add '{domains: [a.example], to: block}'";
      isolated()
          .with("sh", "-c", inner)
          .run()
          .exits(1)
          .complains("is not allowed from another network namespace");
    }
  }

  @Test
  void associationsAreRefused() {
    String associate =
        """
        import os, socket
        host, port = os.environ["HEDDLE_PROXY"].split(":")
        s = socket.create_connection((host, int(port)))
        s.sendall(b"\\5\\1\\0")
        s.recv(2)
        s.sendall(b"\\5\\3\\0\\1\\0\\0\\0\\0\\0\\0")
        print(s.recv(10)[1])
        """;
    isolated("--log", "-")
        .with("python3", TestFiles.write(folder.resolve("udp.py"), associate))
        .run()
        .succeeds()
        .prints("7\n")
        .complains("UDP");
  }

  @Test
  @Timeout(value = 3, unit = MINUTES)
  void twentyRunAtOnce() {
    List<RunningProgram> all = new ArrayList<>();
    try {
      for (int i = 0; i < 20; i++) {
        all.add(isolated().with("curl", "-sS", hello()).start());
      }
      for (RunningProgram one : all) {
        one.ends(Duration.ofMinutes(2)).succeeds().prints("hello\n");
      }
    } finally {
      all.forEach(RunningProgram::close);
    }
  }
}
