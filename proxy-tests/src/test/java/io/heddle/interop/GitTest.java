package io.heddle.interop;

import io.heddle.support.Credentials;
import io.heddle.support.GitServer;
import io.heddle.support.HeddleImage;
import io.heddle.support.Program;
import io.heddle.support.TestFiles;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("real-client")
class GitTest {
  private static final Credentials ALICE = new Credentials("alice", "s3cret");

  @AutoClose private static GitServer server;
  @AutoClose private static HeddleImage open;
  @AutoClose private static HeddleImage closed;

  @BeforeAll
  static void start(@TempDir Path folder) {
    Program.installed("git");
    server = GitServer.start(folder);
    open = HeddleImage.start();
    closed = HeddleImage.startFor(ALICE, folder);
  }

  @ParameterizedTest
  @ValueSource(strings = {"socks4a", "socks5", "socks5h", "http"})
  void clonesOverHttp(String scheme, @TempDir Path folder) {
    server.cloned(server.http(), folder.resolve("clone"), "http.proxy=" + open.url(scheme));
  }

  @ParameterizedTest
  @ValueSource(strings = {"socks5h", "http"})
  void clonesOverHttpsWithCredentials(String scheme, @TempDir Path folder) {
    String proxy = "http.proxy=" + closed.url(scheme, ALICE);
    server.cloned(server.https(), folder.resolve("clone"), proxy);
  }

  @ParameterizedTest
  @ValueSource(strings = {"socks5", "http"})
  void clonesOverItsOwnProtocolThroughNcat(String type, @TempDir Path folder) {
    Program.installed("ncat");
    Path connect =
        TestFiles.script(
            folder.resolve("connect"),
            "exec ncat --proxy %s --proxy-type %s \"$1\" \"$2\"\n".formatted(open.address(), type));
    server.cloned(server.git(), folder.resolve("clone"), "core.gitProxy=" + connect);
  }
}
