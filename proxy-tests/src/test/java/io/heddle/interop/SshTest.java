package io.heddle.interop;

import io.heddle.support.Credentials;
import io.heddle.support.HeddleImage;
import io.heddle.support.Program;
import io.heddle.support.SshServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("real-client")
class SshTest {
  private static final Credentials ALICE = new Credentials("alice", "s3cret");

  @AutoClose private static SshServer server;
  @AutoClose private static HeddleImage open;
  @AutoClose private static HeddleImage closed;

  @BeforeAll
  static void start(@TempDir Path folder) {
    Program.installed("ssh");
    server = SshServer.start(folder);
    open = HeddleImage.start();
    closed = HeddleImage.startFor(ALICE, folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"4", "5", "connect"})
  void runsACommandThroughNetcat(String protocol) {
    Program.installed("nc.openbsd");
    server
        .client("nc.openbsd -X %s -x %s %%h %%p".formatted(protocol, open.address()))
        .with("echo", "woven")
        .run()
        .succeeds()
        .prints("woven\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"socks4", "socks5", "http"})
  void runsACommandThroughNcat(String type) {
    Program.installed("ncat");
    server
        .client("ncat --proxy %s --proxy-type %s %%h %%p".formatted(open.address(), type))
        .with("echo", "woven")
        .run()
        .succeeds()
        .prints("woven\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"socks5", "http"})
  void runsACommandWithCredentials(String type) {
    Program.installed("ncat");
    server
        .client(
            "ncat --proxy %s --proxy-type %s --proxy-auth %s %%h %%p"
                .formatted(closed.address(), type, ALICE))
        .with("echo", "woven")
        .run()
        .succeeds()
        .prints("woven\n");
  }

  @Test
  void movesMuchBothWays() {
    Program.installed("nc.openbsd");
    String much = "warp and weft\n".repeat(300_000);
    server
        .client("nc.openbsd -X 5 -x %s %%h %%p".formatted(open.address()))
        .with("cat")
        .input(much.getBytes(StandardCharsets.US_ASCII))
        .run()
        .succeeds()
        .prints(much);
  }
}
