package io.heddle.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.Await;
import io.heddle.support.ClientFolder;
import io.heddle.support.EchoServer;
import io.heddle.support.HeddleImage;
import io.heddle.support.Nginx;
import io.heddle.support.Program;
import io.heddle.support.ProgramOutput;
import io.heddle.support.RunningProgram;
import io.heddle.support.TestFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Life of an isolated command: under load, when the proxy is replaced, at its terminal, and after
/// the death of `heddle exec`.
@Tag("real-client")
class IsolateLifeTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private static Path common;
  private static Nginx web;

  @TempDir Path folder;

  @BeforeAll
  static void start() {
    Program.installed("unshare");
    Program.installed("bwrap");
    web = Nginx.start(common);
  }

  @AfterAll
  static void stop() {
    web.close();
  }

  private Program heddle(Object... arguments) {
    return HeddleImage.programOf(folder).with(arguments);
  }

  private Program isolated() {
    return heddle("exec", "--isolate", "require", "--no-proxy", "", "--");
  }

  @Test
  void fiveThousandTunnelsAreOpenAtOnce() {
    Path program = ClientFolder.named("tunnels").file("tunnels.py");
    Program.installed("python3");
    try (EchoServer origin = EchoServer.start()) {
      isolated()
          .with("python3", program, 5000, origin.address())
          .within(Duration.ofSeconds(90))
          .run()
          .succeeds()
          .prints("5000 echoed\n");
      assertEquals(5000, origin.accepted());
      Await.until("all have ended", () -> origin.open() == 0);
    }
  }

  @Test
  void theNextProxyServesItToo() {
    Path config =
        TestFiles.write(folder.resolve("heddle.yaml"), "inbounds: [{listen: \"127.0.0.1:0\"}]\n");
    String hello = web.http("127.0.0.1", "hello.txt");
    String script = "while read -r _; do curl -sS -o got " + hello + "; echo code $?; done";
    try (HeddleImage first = running(config);
        RunningProgram command =
            isolated().with("sh", "-c", script).in(folder).interactive().start()) {
      assertEquals(0, fetches(command, 1));
      first.stop().succeeds();
      assertFalse(fetches(command, 2) == 0, "nobody serves it");
      try (HeddleImage second = running(config)) {
        command.complains(Pattern.compile("goes on through that with pid " + pid(second)));
        assertEquals(0, fetches(command, 3));
        second.logs(" sh http GET " + hello + " ");
        second.process().signal("KILL");
        second.process().ends(PATIENCE);
      }
      try (HeddleImage third = running(config)) {
        command.complains(Pattern.compile("goes on through that with pid " + pid(third)));
        assertEquals(0, fetches(command, 4));
      }
      command.endsInput();
      command.ends(PATIENCE).succeeds();
    }
  }

  private static long pid(HeddleImage proxy) {
    return proxy.process().pid();
  }

  private HeddleImage running(Path config) {
    HeddleImage proxy = HeddleImage.starting(heddle("run", "--config", config));
    Path socket = folder.resolve("heddle").resolve(pid(proxy) + ".sock");
    Await.until("it hears commands", () -> Files.exists(socket));
    return proxy;
  }

  /// Has the command fetch a file.
  ///
  /// @param time how often it has, with this one
  ///
  /// @return the exit code of curl
  private static int fetches(RunningProgram command, int time) {
    command.types("go\n");
    String before = "(?:code \\d+\\R){" + (time - 1) + "}";
    return Integer.parseInt(
        command.prints(Pattern.compile("^" + before + "code (\\d+)\\R")).group(1));
  }

  @Test
  void controlCOnATerminalIsForTheCommandAlone() {
    String trap = "trap 'echo got it; exit 5' INT; echo ready $$; while :; do sleep 0.1; done";
    String plain = "echo ready $$; exec sleep 60";
    for (String missing : List.of("bwrap", "unshare")) {
      Path bin = pathWithout(missing);
      ProgramOutput caught = onTerminal(isolated().with("sh", "-c", trap), bin);
      assertEquals(5, caught.exitCode(), caught::toString);
      assertEquals(2, caught.out().split("got it", -1).length, caught::toString);
      hasEnded(caught);
      ProgramOutput ended = onTerminal(isolated().with("sh", "-c", plain), bin);
      assertEquals(128 + 2, ended.exitCode(), ended::toString);
      hasEnded(ended);
    }
  }

  private static ProgramOutput onTerminal(Program heddle, Path bin) {
    String program = ClientFolder.named("terminal").file("interrupt.py").toString();
    return heddle.under(Program.path("python3"), program, "/usr/bin/env", "PATH=" + bin).run();
  }

  private static void hasEnded(ProgramOutput output) {
    Matcher ready = Pattern.compile("ready (\\d+)").matcher(output.out());
    assertTrue(ready.find(), output::toString);
    long command = Long.parseLong(ready.group(1));
    Await.until("the command has ended", () -> ProcessHandle.of(command).isEmpty());
  }

  /// Folder of links to what the tests need, without one program.
  private Path pathWithout(String missing) {
    return TestFiles.programs(
        folder.resolve("without-" + missing),
        Stream.of(
                "sh", "env", "true", "sleep", "unshare", "setpriv", "bwrap", "dirname", "readlink")
            .filter(name -> !name.equals(missing))
            .toList());
  }

  @Test
  void theNextStartRemovesWhatAKilledStartHasLeft() throws IOException {
    Path bin = TestFiles.folder(folder.resolve("bin"));
    String real = Program.path("unshare");
    TestFiles.script(
        bin.resolve("unshare"),
        """
        case "$*" in
          *listen-inside*) echo "waits $$"; exec sleep 60 ;;
          *) exec %s "$@" ;;
        esac
        """
            .formatted(real));
    try (RunningProgram killed =
        isolated().with("true").environment("PATH", bin + ":" + System.getenv("PATH")).start()) {
      long waiting = Long.parseLong(killed.prints(Pattern.compile("waits (\\d+)")).group(1));
      killed.signal("KILL");
      killed.ends(PATIENCE);
      ProcessHandle.of(waiting).ifPresent(ProcessHandle::destroyForcibly);
      Path left = handover(killed.pid()).orElseThrow();
      isolated().with("true").run().succeeds();
      assertTrue(Files.exists(left), "another machine may share the folder");
      Files.setLastModifiedTime(left, FileTime.from(Instant.now().minusSeconds(120)));
      isolated().with("true").run().succeeds();
      assertFalse(Files.exists(left));
    }
  }

  private static Optional<Path> handover(long pid) throws IOException {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
    try (Stream<Path> files = Files.list(temporary)) {
      return files
          .filter(file -> file.getFileName().toString().startsWith("heddle-exec-" + pid + "-"))
          .findFirst();
    }
  }
}
