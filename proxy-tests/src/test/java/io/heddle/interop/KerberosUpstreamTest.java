package io.heddle.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.AuthenticatingSquid;
import io.heddle.support.Await;
import io.heddle.support.CountingWebServer;
import io.heddle.support.EchoWebServer;
import io.heddle.support.HeddleImage;
import io.heddle.support.KerberosRealm;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.Program;
import io.heddle.support.ProgramOutput;
import io.heddle.support.TestFiles;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Heddle behind a proxy that wants Kerberos tickets: MIT Kerberos and squid.
@Tag("real-client")
@Timeout(value = 2, unit = TimeUnit.MINUTES)
class KerberosUpstreamTest {
  @TempDir private static Path folder;
  private static KerberosRealm realm;
  private static AuthenticatingSquid squid;
  private static HeddleImage heddle;
  private static Path config;

  @BeforeAll
  static void start() {
    realm = KerberosRealm.start(folder);
    squid = AuthenticatingSquid.negotiate(folder, realm);
    config =
        TestFiles.write(
            folder.resolve("heddle.yaml"),
            """
            inbounds: [{listen: "127.0.0.1:0"}]
            outbounds:
              corp: {url: "http://localhost:%1$d", auth: negotiate}
              mixed: {url: "http://me:pw@localhost:%1$d", auth: [ntlm, negotiate, basic]}
              foreign: {url: "http://localhost:%1$d", auth: negotiate, spn: HTTP/other}
              other: {url: "http://localhost:%1$d", auth: negotiate, spn: HTTP/nowhere}
              group: {first-available: [other, corp]}
            rules:
              - {ports: [1], to: other}
              - {ports: [2], to: mixed}
              - {ports: [3], to: group}
              - {ports: [4], to: foreign}
              - {ports: [5], to: direct}
            default: corp
            timeouts: {connect: 30s}
            """
                .formatted(squid.port()));
    heddle =
        HeddleImage.starting(realm.with(HeddleImage.program()).with("run", "--config", config));
  }

  @AfterAll
  static void stop() {
    heddle.close();
    squid.close();
    realm.close();
  }

  @BeforeEach
  void login() {
    realm.startKdc();
    realm.logout();
    realm.login();
  }

  @Test
  void aTicketThatComesLaterOrIsRenewedNeedsNoRestart() {
    realm.logout();
    assertRefused("there is no Kerberos ticket: kinit gets one (default cache: FILE:");
    realm.login();
    assertOpen();
    realm.logout();
    assertRefused("there is no Kerberos ticket");
    realm.login();
    assertOpen();
  }

  @Test
  void anExpiredTicketIsNamed() {
    realm.login("-l", "1s");
    Await.until("it has expired", () -> realm.program("klist").with("-s").run().exitCode() != 0);
    // Kerberos counts in seconds.
    Await.until(
        "Heddle sees it",
        () -> refusal("127.0.0.1:9").contains("the Kerberos ticket has expired: kinit gets a"));
  }

  @Test
  void aWrongNameOfTheServiceIsNamed() {
    assertRefused(
        "127.0.0.1:1", "the KDC does not know the service HTTP/nowhere: the key spn sets");
  }

  @Test
  void aKdcThatIsDownIsNamed() {
    realm.stopKdc();
    assertRefused("no KDC can be reached: Cannot contact any KDC for realm '");
  }

  @Test
  void aKdcWithAnotherClockIsNamed() {
    realm.startKdc("+10m");
    assertRefused("the clocks of this machine and of the KDC differ by more than Kerberos allows");
  }

  @Test
  void aTicketThatTheProxyRefusesIsNamed() {
    assertRefused(
        "127.0.0.1:4",
        "it does not accept the Kerberos ticket of " + KerberosRealm.USER + " for HTTP/other");
    assertFalse(refusal("127.0.0.1:4").contains("clock"));
    assertOpen();
  }

  /// The KDC tells of the difference, or the proxy if the ticket for it is there already.
  @Test
  void aClockOfThisMachineThatIsWrongIsNamed() {
    var late =
        realm
            .with(HeddleImage.program())
            .under(Program.path("faketime"), "-f", "+10m")
            .environment("FAKETIME_DONT_FAKE_MONOTONIC", "1")
            .with("run", "--config", config);
    try (var skewed = HeddleImage.starting(late)) {
      String head = refusal(skewed, "127.0.0.1:9");
      assertTrue(
          head.contains("the clocks of this machine and of the KDC differ by more than"), head);
      assertOpen();
      head = refusal(skewed, "127.0.0.1:9");
      assertTrue(head.contains("; its clock and that of this machine differ by 10 minutes"), head);
    }
  }

  @Test
  void aKdcThatDoesNotAnswerCostsTheLimitOfAConnect() {
    Path hasty = folder.resolve("hasty.yaml");
    TestFiles.write(hasty, TestFiles.read(config).replace("connect: 30s", "connect: 2s"));
    var program = realm.with(HeddleImage.program()).with("run", "--config", hasty);
    try (var impatient = HeddleImage.starting(program);
        var _ = realm.silentKdc()) {
      long start = System.nanoTime();
      List<Peer> clients = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        clients.add(impatient.client().sendsText("CONNECT 127.0.0.1:9 HTTP/1.1\r\n\r\n"));
      }
      // A request that needs no ticket waits for none of them.
      assertTrue(refusal(impatient, "127.0.0.1:5").contains("refused the connection"));
      for (Peer client : clients) {
        String head = client.receivesHead();
        assertTrue(head.contains("the KDC has not answered within "), head);
        client.close();
      }
      assertTrue(System.nanoTime() - start < TimeUnit.SECONDS.toNanos(15));
    }
  }

  /// The first tunnel shows that no 407 was needed.
  @Test
  void tokensAreSentUnasked() {
    int before = squid.requests().size();
    assertOpen();
    Await.until("it is logged", () -> squid.requests().size() > before);
    assertEquals(
        List.of("200 CONNECT " + KerberosRealm.USER),
        squid.requests().subList(before, squid.requests().size()));
  }

  @Test
  void clientsOfAllProtocolsGetThrough() {
    try (var origin = EchoWebServer.start()) {
      for (String scheme : List.of("socks5h", "socks4a", "http")) {
        curl("--proxytunnel", "-x", heddle.url(scheme), origin.url()).succeeds();
      }
      curl("-x", heddle.url("http"), origin.url()).succeeds();
    }
  }

  /// Each request has a token of its own, on a connection that squid has authenticated already.
  @Test
  void requestsShareAConnection() {
    try (var origin = EchoWebServer.start()) {
      String url = origin.url();
      assertEquals(
          "200\n200\n200\n",
          curl("-x", heddle.url("http"), "-w", "%{http_code}\\n", "-s", url, url, url)
              .succeeds()
              .out()
              .replaceAll("[^\\d\\n]", ""));
    }
  }

  @Test
  void aLargeBodyIsSentOnce() throws Exception {
    Path body = folder.resolve("body");
    try (var file = new RandomAccessFile(body.toFile(), "rw");
        var origin = CountingWebServer.start()) {
      file.setLength(100_000_000);
      curl("-x", heddle.url("http"), "-T", body, "-X", "POST", origin.url())
          .succeeds()
          .prints("100000000");
      assertEquals(List.of("POST 100000000"), origin.requests());
    }
  }

  @Test
  void fiveHundredRequestsAtOnceUseOneTicket() {
    try (var origin = CountingWebServer.start()) {
      List<Peer> clients = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        clients.add(heddle.client().waitsFor(Duration.ofMinutes(1)));
      }
      for (Peer client : clients) {
        client.sendsText(
            "CONNECT " + URI.create(origin.url()).getAuthority() + " HTTP/1.1\r\n\r\n");
      }
      for (Peer client : clients) {
        String head = client.receivesHead();
        assertTrue(head.startsWith("HTTP/1.1 200 "), head);
        client.close();
      }
    }
  }

  @Test
  void theSchemeThatIsOfferedIsChosen() {
    try (var client = heddle.client()) {
      client.sendsText("CONNECT 127.0.0.1:2 HTTP/1.1\r\n\r\n");
      // Nobody listens there, but squid says so to a known user alone.
      String head = client.receivesHead();
      assertTrue(head.contains("no connection to 127.0.0.1:2, 503"), head);
    }
  }

  @Test
  void aGroupLeavesOutAMemberWithoutAToken() {
    String head = refusal("127.0.0.1:3");
    assertTrue(head.contains("upstream corp ("), head);
    assertTrue(head.contains("no connection to 127.0.0.1:3, 503"), head);
  }

  @Test
  void theJdksOwnKerberosDoesToo() {
    var program = realm.with(HeddleImage.program()).with("run", "--config", config);
    try (var java =
            HeddleImage.starting(
                program.environment("HEDDLE_JAVA_OPTS", "-Dsun.security.jgss.native=false"));
        var origin = CountingWebServer.start()) {
      curl("-x", java.url("http"), origin.url()).succeeds().prints("0");
      realm.logout();
      String refusal = curl("-x", java.url("http"), origin.url()).out();
      assertTrue(refusal.contains("there is no Kerberos ticket: kinit gets one"), refusal);
    }
  }

  @Test
  void explainShowsThePrincipalAndTheEndOfTheTicket() {
    try (var origin = CountingWebServer.start()) {
      String target = URI.create(origin.url()).getAuthority();
      String text = explain(target).out();
      assertTrue(text.contains("auth     Negotiate with upstream corp (localhost:"), text);
      assertTrue(
          text.contains("as " + KerberosRealm.USER + "; for HTTP@localhost; ticket until 20"),
          text);
      assertFalse(text.contains("FAILED"), text);
      String forwarded = explain(origin.url()).out();
      assertTrue(forwarded.contains("auth     Negotiate with upstream corp"), forwarded);
      realm.logout();
      String failed = explain(target).out();
      assertTrue(failed.contains("FAILED  auth     Negotiate with"), failed);
    }
  }

  @Test
  void doctorShowsTheTicket() {
    String text = doctor();
    assertTrue(
        text.contains("ok       ticket     ticket of " + KerberosRealm.USER + " until 20"), text);
    realm.logout();
    text = doctor();
    assertTrue(text.contains("PROBLEM  ticket     there is none; run kinit"), text);
  }

  private static String doctor() {
    return realm
        .with(HeddleImage.program())
        .with("doctor", "--pid", heddle.process().pid())
        .run()
        .out();
  }

  private static ProgramOutput explain(String target) {
    return realm
        .with(HeddleImage.program())
        .with("explain", "--pid", heddle.process().pid(), target)
        .run();
  }

  private static ProgramOutput curl(Object... arguments) {
    return Program.installed("curl").with("--silent", "--max-time", "60").with(arguments).run();
  }

  private static void assertOpen() {
    try (var origin = Origin.start();
        var client = heddle.client()) {
      client.sendsText("CONNECT " + origin.address() + " HTTP/1.1\r\n\r\n");
      String head = client.receivesHead();
      assertTrue(head.startsWith("HTTP/1.1 200 "), head);
    }
  }

  private static void assertRefused(String sentence) {
    assertRefused("127.0.0.1:9", sentence);
  }

  private static void assertRefused(String target, String sentence) {
    String head = refusal(target);
    assertTrue(head.startsWith("HTTP/1.1 502 "), head);
    assertTrue(head.contains(sentence), head);
    heddle.logs(sentence);
  }

  private static String refusal(String target) {
    return refusal(heddle, target);
  }

  private static String refusal(HeddleImage through, String target) {
    try (var client = through.client()) {
      client.sendsText("CONNECT " + target + " HTTP/1.1\r\n\r\n");
      return client.receivesHead();
    }
  }
}
