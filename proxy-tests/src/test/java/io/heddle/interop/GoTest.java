package io.heddle.interop;

import static java.util.concurrent.TimeUnit.MINUTES;

import io.heddle.support.ClientFolder;
import io.heddle.support.Credentials;
import io.heddle.support.HeddleImage;
import io.heddle.support.Nginx;
import io.heddle.support.Program;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// net/http with its own proxy support, and with the dialer of golang.org/x/net/proxy.
@Tag("real-client")
class GoTest {
  private static final Credentials ALICE = new Credentials("alice", "s3cret");

  private static ClientFolder client;
  @AutoClose private static Nginx web;
  @AutoClose private static HeddleImage open;
  @AutoClose private static HeddleImage closed;

  @BeforeAll
  @Timeout(value = 5, unit = MINUTES)
  static void start(@TempDir Path folder) {
    Program build = Program.installed("go").environment("GOTOOLCHAIN", "local");
    client = ClientFolder.named("go").prepare(build.with("build", "-o", "client", "."));
    web = Nginx.start(folder);
    open = HeddleImage.start();
    closed = HeddleImage.startFor(ALICE, folder);
  }

  private static void fetches(String way, String proxy, String url) {
    Program.at(client.file("client"))
        .with(way, proxy, web.certificate().file(), url)
        .run()
        .succeeds()
        .prints("hello\n");
  }

  @Test
  void asksForAPage() {
    fetches("transport", closed.url("http", ALICE), web.http("localhost", "hello.txt"));
  }

  @ParameterizedTest
  @CsvSource({
    "transport, http",
    "transport, socks5",
    "transport, socks5h",
    "dialer, socks5",
  })
  void fetches(String way, String scheme) {
    fetches(way, open.url(scheme), web.https("localhost", "hello.txt"));
    fetches(way, closed.url(scheme, ALICE), web.https("localhost", "hello.txt"));
  }
}
