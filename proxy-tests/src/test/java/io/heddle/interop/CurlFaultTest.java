package io.heddle.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.Credentials;
import io.heddle.support.HeddleImage;
import io.heddle.support.Nginx;
import io.heddle.support.Program;
import io.heddle.support.ProgramOutput;
import io.heddle.support.TestFiles;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What curl says of each fault, which the user name chooses.
@Tag("real-client")
class CurlFaultTest {
  private static final int BIG = 64 * 1024;
  private static final int RECEIVE_ERROR = 56;
  private static final int PROXY_ERROR = 97;

  private static Nginx web;
  private static HeddleImage proxy;

  @BeforeAll
  static void start(@TempDir Path folder) {
    web = Nginx.start(folder);
    TestFiles.write(web.root().resolve("big.txt"), "x".repeat(BIG));
    proxy =
        HeddleImage.start(
            folder,
            """
            inbounds: [{listen: "127.0.0.1:0", users: {slow: p, thin: p, shut: p, torn: p}}]
            rules:
              - {users: [slow], fault: {delay: 100ms}, to: direct}
              - {users: [thin], fault: {rate: 128KiB}, to: direct}
              - {users: [shut], fault: {refuse: 100%}, to: direct}
              - {users: [torn], fault: {reset-after: 32KiB}, to: direct}
            """);
  }

  @AfterAll
  static void stop() {
    proxy.close();
    web.close();
  }

  private static ProgramOutput fetch(String scheme, String user, String file) {
    return Program.installed("curl")
        .with("--silent", "--show-error", "--write-out", "\n%{time_total}\n%{size_download}")
        .with("--proxy", proxy.url(scheme, new Credentials(user, "p")))
        .with(web.http("127.0.0.1", file))
        .run();
  }

  private static double seconds(ProgramOutput output) {
    return Double.parseDouble(output.out().strip().lines().toList().reversed().get(1));
  }

  private static long bytes(ProgramOutput output) {
    return Long.parseLong(output.out().strip().lines().toList().getLast());
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "socks5h"})
  void aDelayIsThatOfTheOpeningAndOfBothDirections(String scheme) {
    ProgramOutput output = fetch(scheme, "slow", "hello.txt").succeeds().mentions("hello");
    assertTrue(seconds(output) >= 0.3, output::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "socks5h"})
  void aRateIsThatOfTheDownload(String scheme) {
    ProgramOutput output = fetch(scheme, "thin", "big.txt").succeeds();
    assertEquals(BIG, bytes(output));
    assertTrue(seconds(output) >= 0.45, output::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "socks5h"})
  void aRefusalSaysThatTheTargetHasRefused(String scheme) {
    ProgramOutput output = fetch(scheme, "shut", "hello.txt");
    if (scheme.equals("http")) {
      output.succeeds().mentions("a fault of this proxy's rules[2] refuses some connections");
    } else {
      output.exits(PROXY_ERROR);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http", "socks5h"})
  void aResetIsAReset(String scheme) {
    ProgramOutput output = fetch(scheme, "torn", "big.txt").exits(RECEIVE_ERROR);
    assertTrue(bytes(output) <= 32 * 1024, output::toString);
    proxy.logs("rules[3] via=direct fault=reset-after:32KiB fault");
  }
}
