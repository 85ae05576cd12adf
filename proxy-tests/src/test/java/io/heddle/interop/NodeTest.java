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
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// undici, which is behind fetch(), and socks-proxy-agent, which npm and many others use.
@Tag("real-client")
class NodeTest {
  private static final Credentials ALICE = new Credentials("alice", "s3cret");

  private static ClientFolder client;
  @AutoClose private static Nginx web;
  @AutoClose private static HeddleImage open;
  @AutoClose private static HeddleImage closed;

  @BeforeAll
  @Timeout(value = 5, unit = MINUTES)
  static void start(@TempDir Path folder) {
    Program.installed("node");
    Program install = Program.installed("npm").with("ci", "--ignore-scripts");
    client = ClientFolder.named("node").prepare(install.with("--no-audit", "--no-fund"));
    web = Nginx.start(folder);
    open = HeddleImage.start();
    closed = HeddleImage.startFor(ALICE, folder);
  }

  private static void fetches(String way, String proxy, String url) {
    Program.installed("node")
        .environment("NODE_EXTRA_CA_CERTS", web.certificate().file())
        .with(client.file("client.mjs"), way, proxy, url)
        .run()
        .succeeds()
        .prints("hello\n");
  }

  @ParameterizedTest
  @CsvSource({
    "undici, http",
    "agent, socks5",
    "agent, socks5h",
  })
  void fetches(String way, String scheme) {
    fetches(way, open.url(scheme), web.https("localhost", "hello.txt"));
    fetches(way, closed.url(scheme, ALICE), web.https("localhost", "hello.txt"));
  }

  @ParameterizedTest
  @CsvSource({"socks4", "socks4a"})
  void fetchesBySocks4(String scheme) {
    fetches("agent", open.url(scheme), web.http("localhost", "hello.txt"));
  }
}
