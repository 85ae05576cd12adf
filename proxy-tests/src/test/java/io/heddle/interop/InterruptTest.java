package io.heddle.interop;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.Await;
import io.heddle.support.HeddleImage;
import io.heddle.support.Nginx;
import io.heddle.support.Program;
import io.heddle.support.RunningProgram;
import io.heddle.support.TestFiles;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Ctrl-C while a tunnel moves bytes.
@Tag("real-client")
class InterruptTest {
  /// Less than the time to drain.
  private static final Duration AT_ONCE = Duration.ofSeconds(8);

  @TempDir Path folder;
  @AutoClose private Nginx web;
  @AutoClose private HeddleImage proxy;
  @AutoClose private RunningProgram transfer;

  @BeforeEach
  void startTransfer() throws IOException {
    web = Nginx.start(folder);
    try (var file = new RandomAccessFile(web.root().resolve("large").toFile(), "rw")) {
      file.setLength(500_000_000);
    }
    Path config =
        TestFiles.write(
            folder.resolve("heddle.yaml"),
            """
            inbounds: [{listen: "127.0.0.1:0"}]
            timeouts: {drain: 60s}
            """);
    // What starts the tests may ignore SIGINT, which is inherited.
    proxy =
        HeddleImage.starting(
            Program.installed("env")
                .with("--default-signal=INT,TERM", HeddleImage.launcher(HeddleImage.folder()))
                .environment("XDG_RUNTIME_DIR", folder)
                .with("run", "--config", config));
    Path socket = folder.resolve("heddle").resolve(proxy.process().pid() + ".sock");
    Await.until("it hears commands", () -> Files.exists(socket));
    // Fast enough to read soon what waits for it when its connection ends.
    transfer =
        Program.installed("curl")
            .with("-sS", "--proxytunnel", "-x", proxy.url("http"), "--limit-rate", "10M")
            .with("-o", folder.resolve("part"), web.http("127.0.0.1", "large"))
            .start();
    status(Pattern.compile("127\\.0\\.0\\.1:" + web.httpPort()));
  }

  private void status(Pattern pattern) {
    Await.until(
        "the status says " + pattern,
        () ->
            pattern
                .matcher(
                    HeddleImage.program()
                        .environment("XDG_RUNTIME_DIR", folder)
                        .with("status")
                        .run()
                        .succeeds()
                        .out())
                .find());
  }

  @Test
  void theFirstDrainsAndTheSecondEndsAtOnce() {
    proxy.process().signal("INT");
    proxy.logs("draining: 1 connection open, at most 60.0 s; Ctrl-C ends it at once");
    status(Pattern.compile("draining"));
    assertFalse(proxy.accepts());
    assertTrue(transfer.isAlive(), "the transfer goes on");
    proxy.process().signal("INT");
    proxy.process().ends(AT_ONCE).succeeds().complains("stopped at once");
    assertFalse(transfer.ends(AT_ONCE).exitCode() == 0, "curl was cut");
    assertFalse(Files.exists(folder.resolve("heddle").resolve(proxy.process().pid() + ".sock")));
  }

  @Test
  void anInterruptEndsTheDrainOfATermination() {
    proxy.process().terminate();
    proxy.logs("draining: 1 connection open, at most 60.0 s");
    proxy.process().signal("INT");
    proxy.process().ends(AT_ONCE).succeeds();
  }
}
