package io.heddle.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.support.Credentials;
import io.heddle.support.HeddleImage;
import io.heddle.support.Nginx;
import io.heddle.support.Origin;
import io.heddle.support.Program;
import io.heddle.support.ProgramOutput;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("real-client")
class CurlTest {
  private static final Credentials ALICE = new Credentials("alice", "s3cret");

  @AutoClose private static Nginx web;
  @AutoClose private static HeddleImage open;
  @AutoClose private static HeddleImage closed;

  @BeforeAll
  static void start(@TempDir Path folder) {
    Program.installed("curl");
    web = Nginx.start(folder);
    open = HeddleImage.start();
    closed = HeddleImage.startFor(ALICE, folder);
  }

  private static Program curl(Object... arguments) {
    return Program.installed("curl")
        .with("--disable", "--silent", "--show-error", "--max-time", 20)
        .with("--cacert", web.certificate().file())
        .with(arguments);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"--socks4", "--socks4a", "--socks5", "--socks5-hostname", "--proxy", "--proxy1.0"})
  void fetchesOverHttpAndHttps(String option) {
    ProgramOutput output =
        // For an http URL curl asks an HTTP proxy for the page, unless told to tunnel.
        curl(option, open.address(), "--proxytunnel")
            .with(web.http("localhost", "hello.txt"), web.https("localhost", "hello.txt"))
            .run();
    output.succeeds().prints("hello\nhello\n");
  }

  @Test
  void asksForPagesOneAfterAnother() {
    curl("--proxy", closed.url("http", ALICE))
        .with(web.http("localhost", "hello.txt"), web.http("[::1]", "hello.txt"))
        .run()
        .succeeds()
        .prints("hello\nhello\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--socks5", "--socks5-hostname", "--proxy"})
  void fetchesFromAnIpv6Address(String option) {
    curl(option, open.address(), web.https("[::1]", "hello.txt"))
        .run()
        .succeeds()
        .prints("hello\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"socks5", "socks5h", "http"})
  void showsItsCredentials(String scheme) {
    curl("--proxy", closed.url(scheme, ALICE), web.https("localhost", "hello.txt"))
        .run()
        .succeeds()
        .prints("hello\n");
  }

  @Test
  void findsOutByItselfHowToAuthenticate() {
    // --proxy-anyauth asks without credentials first, and again on the same connection.
    ProgramOutput output =
        curl("--proxy", closed.url("http"), "--proxy-user", ALICE, "--proxy-anyauth", "--verbose")
            .with(web.https("localhost", "hello.txt"))
            .run();
    output.succeeds().prints("hello\n").complains("HTTP/1.1 407 ");
    assertEquals(1, output.err().split("Connected to", -1).length - 1, output::toString);
  }

  @Test
  void needsNoCredentialsWhereNobodyAsks() {
    curl("--proxy", open.url("socks5h", ALICE), web.http("localhost", "hello.txt"))
        .run()
        .succeeds();
  }

  @ParameterizedTest
  @CsvSource({
    "socks5h, alice:wrong, 97, 'User was rejected by the SOCKS5 server'",
    "socks5h, mallory:s3cret, 97, 'User was rejected by the SOCKS5 server'",
    "socks5h, '', 97, 'No authentication method was acceptable.'",
    "socks4a, alice:s3cret, 97, (91)",
    "socks4, '', 97, (91)",
    "http, alice:wrong, 56, 'response 407'",
    "http, '', 56, 'response 407'",
  })
  void isRefusedWithoutTheRightCredentials(
      String scheme, String user, int exitCode, String complaint) {
    String proxy = scheme + "://" + (user.isEmpty() ? "" : user + "@") + closed.address();
    curl("--proxy", proxy, web.https("localhost", "hello.txt"))
        .run()
        .exits(exitCode)
        .complains(complaint);
  }

  @ParameterizedTest
  @CsvSource({
    "socks5, 97, (5)",
    "socks5h, 97, (5)",
    "socks4, 97, (91)",
    "socks4a, 97, (91)",
    "http, 56, 'response 502'",
  })
  void isToldThatAPortIsClosed(String scheme, int exitCode, String complaint) {
    String target = "https://" + Origin.closedPort();
    curl("--proxy", open.url(scheme), target).run().exits(exitCode).complains(complaint);
  }

  @ParameterizedTest
  @CsvSource({
    "socks5h, 97, (4)",
    "socks4a, 97, (91)",
    "http, 56, 'response 502'",
  })
  void isToldThatANameIsUnknown(String scheme, int exitCode, String complaint) {
    curl("--proxy", open.url(scheme), "https://nowhere.invalid/")
        .run()
        .exits(exitCode)
        .complains(complaint);
  }

  @Test
  void receivesMuch(@TempDir Path folder) {
    Path file = folder.resolve("received");
    Program.installed("truncate").with("-s", "64M", web.root().resolve("zeros")).run().succeeds();
    curl("--proxy", open.url("socks5h"), "--output", file, web.https("localhost", "zeros"))
        .run()
        .succeeds();
    Program.installed("cmp").with(file, web.root().resolve("zeros")).run().succeeds();
  }
}
