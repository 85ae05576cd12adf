package io.heddle.interop;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.address.Endpoint;
import io.heddle.support.Await;
import io.heddle.support.HeddleImage;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.Program;
import io.heddle.support.ProgramOutput;
import io.heddle.support.RequiresLinux;
import io.heddle.support.RunningProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Proxy of one user from its start to its end: hints, page, doctor, a port in use, Ctrl-C.
@Tag("real-client")
class RunTest {
  private static final Pattern LISTENING = Pattern.compile("listening on (\\S+) ");

  @TempDir Path folder;

  private Program heddle(Object... arguments) {
    return HeddleImage.program()
        .environment("XDG_RUNTIME_DIR", folder)
        .environment("XDG_CONFIG_HOME", folder)
        .with(arguments);
  }

  private RunningProgram proxy(Object... options) {
    return started(heddle("run", "--listen", "127.0.0.1:0").with(options));
  }

  private RunningProgram started(Program run) {
    RunningProgram proxy = run.start();
    proxy.prints(LISTENING);
    Path socket = folder.resolve("heddle").resolve(proxy.pid() + ".sock");
    Await.until("it hears commands", () -> Files.exists(socket));
    return proxy;
  }

  private static String address(RunningProgram proxy) {
    return proxy.prints(LISTENING).group(1);
  }

  private static ProgramOutput curl(Object... arguments) {
    return Program.installed("curl").with("-sS", "--noproxy", "").with(arguments).run();
  }

  @Test
  @RequiresLinux
  void aPortInUseByAnotherHeddle() {
    try (RunningProgram proxy = proxy()) {
      heddle("run", "--listen", address(proxy))
          .run()
          .exits(1)
          .complains("address already in use by heddle (pid " + proxy.pid() + "); use that proxy");
    }
  }

  @Test
  void thePageOpensForItsUserAlone() {
    try (RunningProgram proxy = proxy()) {
      String link = heddle("page").run().succeeds().out().strip();
      assertTrue(link.matches("http://127\\.0\\.0\\.1:\\d+/\\?key=[0-9a-f]{32}"), link);
      heddle("page").run().succeeds().prints(link + "\n");
      String page = link.replaceFirst("\\?.*", "");
      curl("-o", "-", "-w", "%{http_code}", page + "status").mentions("401");
      curl("-L", "-c", folder.resolve("jar"), "-b", "", link)
          .succeeds()
          .mentions("<h1>heddle</h1>");
      curl("-b", folder.resolve("jar"), page + "status").mentions("\"version\"");
      curl("-w", "%{http_code}", "-b", folder.resolve("jar"), "-H", "Host: evil.example", page)
          .mentions("421");
      curl("-w", "%{http_code}", "-x", address(proxy), link).mentions("502");
    }
  }

  @Test
  void theDoctorFindsWhatIsWrong() {
    heddle("doctor").run().exits(1).mentions("PROBLEM  proxy      none is running; looked at ");
    int dead = Origin.closedPort().port();
    try (RunningProgram proxy = proxy("--via", "http://me:s3cret@127.0.0.1:" + dead)) {
      heddle("doctor", "--json")
          .environment("http_proxy", "http://127.0.0.1:1")
          .run()
          .exits(1)
          .mentions("\"verdict\": \"problem\"")
          .mentions("http_proxy leads to 127.0.0.1:1, not to " + address(proxy));
      ProgramOutput status = heddle("status").run().mentions(", by --via http://127.0.0.1:" + dead);
      assertFalse(status.out().contains("s3cret"), status.out());
      curl("-x", address(proxy), "-w", "%{http_code}", "http://host.example/").mentions("502");
    }
  }

  @Test
  void optionsReplaceTheFile() {
    try (RunningProgram proxy = proxy("--admin", "127.0.0.1:0")) {
      String page = proxy.prints(Pattern.compile("status page on (\\S+)\\R")).group(1);
      curl(page + "readyz").succeeds().prints("ready\n");
    }
    heddle("run", "--via", "nonsense").run().exits(2).complains("--via: must be scheme://host");
    heddle("run", "--admin", "nonsense").run().exits(2).complains("--admin nonsense: ");
    heddle("run", "--via", "socks5://a:1", "--config", "x")
        .run()
        .exits(2)
        .complains("--via cannot");
  }

  @Test
  @RequiresLinux
  void onATerminalItSaysWhatToDoNext() {
    String run = HeddleImage.folder().resolve("bin/heddle") + " run --listen 127.0.0.1:0";
    try (RunningProgram terminal =
        Program.installed("script")
            .environment("XDG_RUNTIME_DIR", folder)
            .environment("XDG_CONFIG_HOME", folder)
            .with("-qfec", run, "/dev/null")
            .start()) {
      terminal.prints(Pattern.compile("one command    heddle exec -- "));
      terminal.prints(Pattern.compile("this shell     eval "));
    }
  }

  @Test
  void onCtrlCIdleTunnelsEndAtOnceAndTheSecondEndsAll() {
    // What starts the tests may ignore SIGINT, which is inherited.
    Program run =
        Program.installed("env")
            .environment("XDG_RUNTIME_DIR", folder)
            .environment("XDG_CONFIG_HOME", folder)
            .with("--default-signal=INT,TERM", HeddleImage.launcher(HeddleImage.folder()))
            .with("run", "--listen", "127.0.0.1:0");
    try (RunningProgram proxy = started(run);
        Origin origin = Origin.start();
        Peer client = Peer.connect(Endpoint.parse(address(proxy)))) {
      client.sendsText("CONNECT " + origin.address() + " HTTP/1.1\r\n\r\n").receivesHead();
      try (Peer _ = origin.accept()) {
        proxy.signal("INT");
        client.receivesReset();
      }
      proxy.complains(Pattern.compile("draining: .*; Ctrl-C ends it at once"));
      proxy.ends(Duration.ofSeconds(8)).succeeds();
    }
  }
}
