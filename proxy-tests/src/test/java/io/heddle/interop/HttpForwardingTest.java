package io.heddle.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.support.Credentials;
import io.heddle.support.EchoWebServer;
import io.heddle.support.HeddleImage;
import io.heddle.support.HttpText;
import io.heddle.support.Nginx;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.Program;
import io.heddle.support.ProgramOutput;
import io.heddle.support.RunningProgram;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// curl and wget with a proxy for plain http, which they ask for whole URLs.
@Tag("real-client")
class HttpForwardingTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Credentials ALICE = new Credentials("alice", "s3cret");

  @AutoClose private static Nginx web;
  @AutoClose private static EchoWebServer echo;
  @AutoClose private static HeddleImage open;
  @AutoClose private static HeddleImage closed;

  @BeforeAll
  static void start(@TempDir Path folder) {
    web = Nginx.start(folder);
    echo = EchoWebServer.start();
    open = HeddleImage.start();
    closed = HeddleImage.startFor(ALICE, folder);
  }

  private static Program curl(Object... arguments) {
    return Program.installed("curl")
        .with("--disable", "--silent", "--show-error", "--max-time", 20)
        .with("--proxy", open.url("http"))
        .with(arguments);
  }

  @Test
  void curlFetchesTwiceOnOneConnection() {
    String url = web.http("localhost", "hello.txt");
    ProgramOutput output = curl("--verbose", url, url + "?secret=1").run();
    output.succeeds().prints("hello\nhello\n").complains("Re-using existing connection");
    open.logs(" http GET " + web.http("localhost", "hello.txt") + " rule=default via=direct 200 ");
  }

  @Test
  void curlAuthenticatesOnOneConnection() {
    ProgramOutput output =
        Program.installed("curl")
            .with("--disable", "--silent", "--show-error", "--verbose", "--proxy-anyauth")
            .with("--proxy", closed.url("http"), "--proxy-user", ALICE)
            .with(web.http("localhost", "hello.txt"))
            .run();
    output.succeeds().prints("hello\n").complains("HTTP/1.1 407 ");
    assertEquals(1, output.err().split("Connected to", -1).length - 1, output::toString);
  }

  @Test
  void curlIsToldThatAPortIsClosed() {
    curl("--fail-with-body", "http://" + Origin.closedPort() + "/")
        .run()
        .exits(22)
        .mentions("refused the connection");
  }

  /// For so much curl waits for 100 Continue.
  @ParameterizedTest
  @ValueSource(strings = {"X: y", "Transfer-Encoding: chunked", "Expect: 100-continue"})
  void curlUploads(String field, @TempDir Path folder) {
    Path much = folder.resolve("much");
    Path back = folder.resolve("back");
    Program.installed("dd")
        .with("if=/dev/urandom", "of=" + much, "bs=1M", "count=8")
        .run()
        .succeeds();
    curl("--header", field, "--upload-file", much, "--output", back, echo.url()).run().succeeds();
    Program.installed("cmp").with(much, back).run().succeeds();
  }

  @Test
  void curlOfOldGetsNoChunks() {
    curl("--http1.0", "--data", "hello", "--include", echo.url())
        .run()
        .succeeds()
        .mentions("X-framing: null 5\r\n")
        .mentions("Connection: close\r\n\r\nhello");
  }

  @Test
  void curlSeesTrailersAndEarlyHints() {
    try (Origin origin = Origin.start();
        RunningProgram client =
            curl("--dump-header", "-", "http://" + origin.address() + "/").start();
        Peer server = origin.accept()) {
      server.receivesHead();
      server.sendsText(
          HttpText.message(
              """
              HTTP/1.1 103 Early Hints
              Link: </a.css>; rel=preload

              HTTP/1.1 200 OK
              Trailer: X-Sum
              Transfer-Encoding: chunked

              5
              hello
              0
              X-Sum: 5

              """));
      client
          .ends(PATIENCE)
          .succeeds()
          .mentions("HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n")
          .mentions("hello")
          .mentions("X-Sum: 5\r\n");
    }
  }

  @Test
  void curlSeesAResponseCutShort() {
    try (Origin origin = Origin.start();
        RunningProgram client = curl("http://" + origin.address() + "/").start();
        Peer server = origin.accept()) {
      server.receivesHead();
      server.sendsText(HttpText.message("HTTP/1.1 200 OK\nContent-Length: 10\n\nhello")).ends();
      client.ends(PATIENCE).exits(18).prints("hello");
    }
  }

  @Test
  void wgetFetches() {
    wget(open).run().succeeds().prints("hello\n");
  }

  @Test
  void wgetFetchesWithCredentials() {
    wget(closed)
        .with("--proxy-user=" + ALICE.name(), "--proxy-password=" + ALICE.password())
        .run()
        .succeeds()
        .prints("hello\n");
    wget(closed).run().exits(8).complains("407: Proxy Authentication Required");
  }

  private static Program wget(HeddleImage proxy) {
    return Program.installed("wget")
        .environment("http_proxy", proxy.url("http"))
        .with("--no-config", "--no-verbose", "--output-document=-", "--tries=1", "--timeout=20")
        .with(web.http("localhost", "hello.txt"));
  }
}
