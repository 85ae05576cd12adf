package io.heddle.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.support.Await;
import io.heddle.support.HeddleImage;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.Program;
import io.heddle.support.ProgramOutput;
import io.heddle.support.RequiresLinux;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// From start to stop.
@Tag("real-client")
class LifeTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /// What starts the tests may ignore SIGINT, as shells do for background jobs, and that is
  /// inherited.
  private static HeddleImage startAsInATerminal() {
    return HeddleImage.starting(
        Program.installed("env")
            .with("--default-signal=INT,TERM", HeddleImage.launcher(HeddleImage.folder()))
            .with("run", "--listen", "127.0.0.1:0"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT"})
  void aSignalLetsATransferEnd(String signal) {
    try (HeddleImage heddle = startAsInATerminal();
        Origin origin = Origin.start();
        Peer client = heddle.tunnel(origin);
        Peer server = origin.accept()) {
      server.sendsText("one half, ");
      client.receivesText("one half, ");

      heddle.process().signal(signal);
      Await.until("no new client is accepted", () -> !heddle.accepts());
      server.sendsText("the other half").ends();
      client.receivesText("the other half").receivesEnd().ends();

      heddle.process().ends(PATIENCE).succeeds().complains("closed up=0 down=24");
    }
  }

  @Test
  void aTransferThatDoesNotEndIsCut(@TempDir Path folder) {
    String config =
        """
        inbounds: [{listen: "127.0.0.1:0"}]
        timeouts: {drain: 200ms}
        """;
    try (HeddleImage heddle = HeddleImage.start(folder, config);
        Origin origin = Origin.start();
        Peer client = heddle.tunnel(origin);
        Peer server = origin.accept()) {
      heddle.stop().succeeds();
      client.receivesReset();
      server.receivesReset();
    }
  }

  @Test
  void announcesItsListenersAndNothingElse(@TempDir Path folder) {
    String config =
        """
        inbounds:
          - {listen: "127.0.0.1:0"}
          - {listen: "[::1]:0", protocol: socks}
          - {listen: "localhost:0", protocol: http}
        """;
    try (HeddleImage heddle = HeddleImage.start(folder, config)) {
      heddle.client().sendsText("nonsense\r\n\r\n").receivesRest();
      ProgramOutput output = heddle.stop().succeeds();
      assertEquals(
          """
          listening on 127.0.0.1:PORT (mixed)
          listening on [::1]:PORT (socks)
          listening on 127.0.0.1:PORT (http)
          """,
          output.out().replaceAll(":\\d+ ", ":PORT "));
    }
  }

  @Test
  @RequiresLinux
  void aSecondCopyOnThePortSaysWhoHasIt() {
    try (HeddleImage first = HeddleImage.start()) {
      HeddleImage.program()
          .with("run", "--listen", first.address())
          .run()
          .exits(1)
          .prints("")
          .complains("cannot listen on " + first.address() + ": address already in use by ")
          .complains("(pid " + first.process().pid() + ")");
      first.stop().succeeds();
    }
  }

  @Test
  void canStartAgainAtOnce() {
    try (HeddleImage first = HeddleImage.start();
        Origin origin = Origin.start();
        Peer client = first.tunnel(origin);
        Peer server = origin.accept()) {
      // The proxy closes first on this side, which leaves its port in TIME_WAIT.
      server.ends();
      client.receivesEnd().ends();
      server.receivesEnd();
      first.stop().succeeds();
      HeddleImage.starting(HeddleImage.program().with("run", "--listen", first.address())).close();
    }
  }
}
