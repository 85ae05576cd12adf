package io.heddle.conversation;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.net.tls.TlsContexts;
import io.heddle.net.tls.TlsContexts.Trust;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.SelfSignedCertificate;
import io.heddle.support.TestOutbounds;
import io.heddle.support.TestOutbounds.OutboundFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Heddle as a client of an HTTP proxy in TLS, which the JDK's own TLS plays. Clients end first:
/// the JDK's socket waits for the other end when it closes.
@Tag("conversation")
class TlsUpstreamTest {
  private static final String CONNECT = "CONNECT host.example:80 HTTP/1.1\r\n\r\n";
  private static final String ASKED =
      "CONNECT host.example:80 HTTP/1.1\r\nHost: host.example:80\r\n\r\n";

  @TempDir private static Path folder;
  private static SelfSignedCertificate named;
  private static SelfSignedCertificate other;
  private static SelfSignedCertificate nameless;
  private static SelfSignedCertificate odd;

  private final Origin upstream = Origin.start();

  @BeforeAll
  static void makeCertificates() {
    named = SelfSignedCertificate.of(folder, "dns:proxy.example,ip:127.0.0.1");
    nameless = SelfSignedCertificate.of(folder, "email:a@b.example", "CN=proxy.example");
    odd =
        SelfSignedCertificate.ofAnyNames(
            folder, "my_proxy", "-proxy.example", "proxy-.example", "proxy.example");
    other = SelfSignedCertificate.of(folder, "dns:other.example");
  }

  @AfterEach
  void close() {
    upstream.close();
  }

  @ParameterizedTest
  @CsvSource({
    "TLSv1.3, proxy.example",
    "TLSv1.3, 127.0.0.1",
    "TLSv1.2, proxy.example",
    "TLSv1.2, 127.0.0.1"
  })
  void aTunnelStandsInTls(String protocol, String server) {
    try (var proxy = ProxyUnderTest.with().through(https(server)).start();
        var client = proxy.client()) {
      client.sendsText(CONNECT + "early");
      try (var hop = accept(protocol)) {
        hop.receivesText(ASKED).sendsText("HTTP/1.1 200 OK\r\n\r\n220 hello");
        hop.receivesText("early");
        client.receivesHead();
        client.receivesText("220 hello");
        hop.sendsText("ping");
        client.receivesText("ping").sendsText("pong");
        hop.receivesText("pong").ends();
        client.receivesEnd().ends();
      }
    }
  }

  @Test
  void halfCloseIsAnAlertEachWay() {
    try (var proxy = ProxyUnderTest.with().through(https("127.0.0.1")).start();
        var client = proxy.client();
        var hop = tunnel(client)) {
      client.sendsText("request").ends();
      hop.receivesText("request").receivesEnd().sendsText("response").ends();
      client.receivesText("response").receivesEnd();
    }
  }

  @Test
  void aStreamThatIsCutIsBroken() {
    try (var proxy = ProxyUnderTest.with().through(https("127.0.0.1")).start();
        var client = proxy.client()) {
      client.sendsText(CONNECT);
      try (var raw = upstream.accept()) {
        Peer hop = raw.inTls(named.context(named), "TLSv1.3", false);
        hop.receivesText(ASKED).sendsText("HTTP/1.1 200 OK\r\n\r\npart");
        client.receivesHead();
        client.receivesText("part");
        raw.ends();
        client.receivesReset();
      }
    }
  }

  @Test
  void resetsPassBothWays() {
    try (var proxy = ProxyUnderTest.with().through(https("127.0.0.1")).start()) {
      try (var client = proxy.client()) {
        client.sendsText(CONNECT);
        var raw = upstream.accept();
        Peer hop = raw.inTls(named.context(named), "TLSv1.3", false);
        hop.receivesText(ASKED).sendsText("HTTP/1.1 200 OK\r\n\r\n");
        client.receivesHead();
        raw.resets();
        client.receivesReset();
      }
      var client = proxy.client();
      try (var hop = tunnel(client)) {
        client.resets();
        hop.receivesReset();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void muchPassesBothWaysAtOnce(String protocol) throws Exception {
    byte[] sent = new byte[4 << 20];
    new Random(7).nextBytes(sent);
    try (var proxy = ProxyUnderTest.with().through(https("127.0.0.1")).start();
        var client = proxy.client()) {
      client.sendsText(CONNECT);
      try (var hop = accept(protocol);
          var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        hop.receivesText(ASKED).sendsText("HTTP/1.1 200 OK\r\n\r\n");
        client.receivesHead();
        var up = threads.submit(() -> client.sendsBytes(sent));
        var down = threads.submit(() -> hop.sendsBytes(sent));
        Callable<byte[]> atClient = () -> client.receivesBytes(sent.length);
        var received = threads.submit(atClient);
        assertTrue(Arrays.equals(sent, hop.receivesBytes(sent.length)));
        assertTrue(Arrays.equals(sent, received.get()));
        up.get();
        down.get();
        client.ends();
      }
    }
  }

  @Test
  void aCertificateOfAnotherNameIsRefused() {
    assertRefused(
        https("elsewhere.example"),
        named,
        "its certificate does not fit: it is for proxy.example, 127.0.0.1, not for elsewhere.ex");
    assertRefused(
        https("192.0.2.1"),
        named,
        "its certificate does not fit: it is for proxy.example, 127.0.0.1, not for 192.0.2.1");
  }

  /// RFC 9110 §4.3.4.
  @Test
  void aCertificateWithoutASubjectAlternativeNameIsRefused() {
    assertRefused(
        https("proxy.example", nameless),
        nameless,
        "it has no subject alternative name, which a common name does not replace");
  }

  /// The JDK refuses such names in SNI and in certificates.
  @ParameterizedTest
  @ValueSource(strings = {"my_proxy", "-proxy.example", "proxy-.example", "proxy.example."})
  void anyNameOfDnsIsVerified(String server) {
    try (var proxy = ProxyUnderTest.with().through(https(server, odd)).start();
        var client = proxy.client()) {
      client.sendsText(CONNECT);
      try (var hop = upstream.accept().inTls(odd.context(named), "TLSv1.3", false)) {
        hop.receivesText(ASKED).sendsText("HTTP/1.1 200 OK\r\n\r\n");
        client.receivesHead();
        client.ends();
      }
    }
  }

  @Test
  void aCertificateOfAnUnknownAuthorityIsRefused() {
    String why = "its certificate is not signed by an authority that is trusted here";
    assertRefused(https("proxy.example"), other, why);
    assertRefused(
        TestOutbounds.https(
            upstream.address(), "proxy.example", new Trust.OfSystem(), Optional.empty()),
        named,
        why);
  }

  @Test
  void anyCertificateWillDoIfTheConfigurationSaysSo() {
    OutboundFactory way =
        TestOutbounds.https(
            upstream.address(), "proxy.example", new Trust.Insecure(), Optional.empty());
    try (var proxy = ProxyUnderTest.with().through(way).start();
        var client = proxy.client()) {
      client.sendsText(CONNECT);
      try (var hop = upstream.accept().inTls(other.context(named), "TLSv1.3", false)) {
        hop.receivesText(ASKED).sendsText("HTTP/1.1 200 OK\r\n\r\n");
        client.receivesText("HTTP/1.1 200").ends();
      }
    }
  }

  @Test
  void weShowOurCertificateIfAsked() {
    OutboundFactory way =
        TestOutbounds.https(
            upstream.address(),
            "proxy.example",
            new Trust.InFile(named.certificate()),
            Optional.of(new TlsContexts.Identity(other.certificate(), other.key())));
    try (var proxy = ProxyUnderTest.with().through(way).start();
        var client = proxy.client()) {
      client.sendsText(CONNECT);
      try (var hop = upstream.accept().inTls(named.context(other), "TLSv1.3", true)) {
        hop.receivesText(ASKED).sendsText("HTTP/1.1 200 OK\r\n\r\n");
        client.receivesText("HTTP/1.1 200").ends();
      }
    }
  }

  @Test
  void whatIsNoTlsIsNamed() {
    try (var proxy = ProxyUnderTest.with().through(https("127.0.0.1")).start()) {
      try (var client = proxy.client()) {
        client.sendsText(CONNECT);
        try (var hop = upstream.accept()) {
          hop.sendsText("HTTP/1.1 400 Bad Request\r\n\r\n");
          assertTrue(client.receivesHead().contains("it does not speak TLS"));
        }
      }
      try (var client = proxy.client()) {
        client.sendsText(CONNECT);
        upstream.accept().receivesBytes(5);
      }
    }
  }

  @Test
  void aHandshakeThatStallsIsGivenUp() {
    try (var proxy =
            ProxyUnderTest.with()
                .through(https("127.0.0.1"))
                .connect(Duration.ofMillis(300))
                .start();
        var client = proxy.client()) {
      client.sendsText(CONNECT);
      try (var hop = upstream.accept()) {
        hop.sends("16 03 03 00 7a 02");
        String head = client.receivesHead();
        assertTrue(head.startsWith("HTTP/1.1 504 "), head);
        assertTrue(head.contains("error=connection_timeout"), head);
        assertTrue(head.contains("no TLS handshake in time"), head);
      }
    }
  }

  private OutboundFactory https(String server) {
    return https(server, named);
  }

  private OutboundFactory https(String server, SelfSignedCertificate trusted) {
    return TestOutbounds.https(
        upstream.address(), server, new Trust.InFile(trusted.certificate()), Optional.empty());
  }

  private Peer accept(String protocol) {
    return upstream.accept().inTls(named.context(named), protocol, false);
  }

  private Peer tunnel(Peer client) {
    client.sendsText(CONNECT);
    Peer hop = accept("TLSv1.3");
    hop.receivesText(ASKED).sendsText("HTTP/1.1 200 OK\r\n\r\n");
    client.receivesHead();
    return hop;
  }

  private void assertRefused(OutboundFactory way, SelfSignedCertificate shown, String why) {
    try (var proxy = ProxyUnderTest.with().through(way).start();
        var client = proxy.client()) {
      client.sendsText(CONNECT);
      try (var raw = upstream.accept()) {
        Peer hop = raw.inTls(shown.context(named), "TLSv1.3", false);
        Thread.ofVirtual()
            .start(() -> {
              try {
                hop.receivesRest();
              } catch (RuntimeException e) {
                // It is told why; what it makes of that is not looked at.
              }
            });
        String head = client.receivesHead();
        assertTrue(head.startsWith("HTTP/1.1 502 Bad Gateway: "), head);
        assertTrue(head.contains(why), head);
      }
    }
  }
}
