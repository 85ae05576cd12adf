package io.heddle.conversation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.net.tls.TlsServer.ClientCertificate;
import io.heddle.route.Matcher;
import io.heddle.route.Router.Route;
import io.heddle.route.Rule;
import io.heddle.support.Associated;
import io.heddle.support.Await;
import io.heddle.support.DatagramPeer;
import io.heddle.support.Fifo;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.SelfSignedCertificate;
import io.heddle.support.TlsListenerSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Clients that reach Heddle in TLS, which the JDK's own TLS plays.
@Tag("conversation")
class TlsListenerTest {
  @TempDir private static Path folder;
  private static SelfSignedCertificate us;
  private static SelfSignedCertificate alice;
  private static SelfSignedCertificate stranger;

  private final Origin origin = Origin.start();

  @BeforeAll
  static void makeCertificates() {
    us = SelfSignedCertificate.of(folder, "dns:localhost,ip:127.0.0.1");
    alice = SelfSignedCertificate.of(folder, "dns:alice.example", "CN=alice, O=Example");
    stranger = SelfSignedCertificate.of(folder, "dns:alice.example", "CN=alice, O=Example");
  }

  @AfterEach
  void close() {
    origin.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void socksIsSpokenInTls(String protocol) {
    try (var proxy = ProxyUnderTest.with().entrance(TlsListenerSettings.of(us)).start();
        var client = client(proxy, protocol)) {
      client.sends("05 01 00").receives("05 00");
      client.sends("05 01 00 01 7f 00 00 01 " + origin.portHex());
      try (var server = origin.accept()) {
        client.receives("05 00 00 01 7f 00 00 01").receivesBytes(2);
        client.sendsText("ping");
        server.receivesText("ping").sendsText("pong");
        client.receivesText("pong");
      }
    }
  }

  /// What comes on the connection meanwhile is dropped, more than a record at a time too.
  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void anAssociationLivesAsLongAsItsConnectionInTls(String protocol) {
    try (var proxy = ProxyUnderTest.with().entrance(TlsListenerSettings.of(us)).start();
        var server = DatagramPeer.open();
        var client =
            Associated.request(
                client(proxy, protocol), DatagramPeer.open(), "00 01 00000000 0000")) {
      client.echoes(server);
      client.control().sendsText("x".repeat(40_000));
      client.echoes(server);
      client.control().close();
      Await.until("the relay port is closed", client::relayIsClosed);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void httpIsSpokenInTls(String protocol) {
    try (var proxy = ProxyUnderTest.with().entrance(TlsListenerSettings.of(us)).start();
        var client = client(proxy, protocol)) {
      String request = "GET / HTTP/1.1\r\nHost: " + origin.address() + "\r\n\r\n";
      for (int i = 0; i < 2; i++) {
        client.sendsText(request.replace("GET /", "GET http://" + origin.address() + "/"));
      }
      try (var server = origin.accept()) {
        for (int i = 0; i < 2; i++) {
          server.receivesText(request).sendsText("HTTP/1.1 204 No Content\r\n\r\n");
          client.receivesText("HTTP/1.1 204 No Content\r\n\r\n");
        }
      }
      client.sendsText("CONNECT " + origin.address() + " HTTP/1.1\r\n\r\nearly");
      try (var server = origin.accept()) {
        client.receivesText("HTTP/1.1 200 Connection established\r\n\r\n");
        server.receivesText("early").sendsText("hello");
        client.receivesText("hello");
      }
    }
  }

  @Test
  void http11IsChosenByAlpn() {
    try (var proxy = ProxyUnderTest.with().entrance(TlsListenerSettings.of(us)).start();
        var client =
            Peer.connect(proxy.address())
                .shakesHands(us.trusting(), "TLSv1.3", "spdy/1", "http/1.1")) {
      assertEquals("http/1.1", ((SSLSocket) client.socket()).getApplicationProtocol());
    }
  }

  /// Names that the JDK takes for illegal, and others do not.
  @ParameterizedTest
  @ValueSource(strings = {"my_proxy", "-proxy.example", "proxy.example.", "ä b"})
  void anyNameMayBeAskedFor(String name) throws IOException {
    try (var proxy = ProxyUnderTest.with().entrance(TlsListenerSettings.of(us)).start();
        var raw = Peer.connect(proxy.address());
        var client =
            (SSLSocket) us.trusting().getSocketFactory().createSocket(raw.socket(), "", 0, true)) {
      SSLParameters parameters = client.getSSLParameters();
      byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
      parameters.setServerNames(List.of(new SNIServerName(0, bytes) {}));
      client.setSSLParameters(parameters);
      client.getOutputStream().write(new byte[] {5, 1, 0});
      assertArrayEquals(new byte[] {5, 0}, client.getInputStream().readNBytes(2));
    }
  }

  @Test
  void whatIsNotSpokenIsNotChosen() {
    try (var proxy = ProxyUnderTest.with().entrance(TlsListenerSettings.of(us)).start();
        var client = Peer.connect(proxy.address())) {
      var failure =
          assertThrows(
              UncheckedIOException.class,
              () -> client.shakesHands(us.trusting(), "TLSv1.3", "imap"));
      assertTrue(failure.getMessage().contains("no_application_protocol"), failure.getMessage());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void theSubjectOfACertificateIsAUser(String protocol) {
    try (var proxy = forAlice().start();
        var client = Peer.connect(proxy.address()).shakesHands(alice.context(us), protocol)) {
      client.sends("05 01 00").receives("05 00");
      client.sends("05 01 00 01 7f 00 00 01 " + origin.portHex());
      origin.accept().close();
      client.receives("05 00");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void aClientWithoutACertificateIsRefusedWhereOneIsRequired(String protocol) {
    try (var proxy = forAlice().start()) {
      assertRefused(Peer.connect(proxy.address()), us.trusting(), protocol);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void aCertificateOfAnotherAuthorityIsRefused(String protocol) {
    try (var proxy = forAlice().start()) {
      assertRefused(Peer.connect(proxy.address()), stranger.context(us), protocol);
    }
  }

  @Test
  void aPasswordDoesWhereACertificateIsWelcome() {
    try (var proxy =
        ProxyUnderTest.with()
            .entrance(TlsListenerSettings.of(us, alice, ClientCertificate.OPTIONAL))
            .user("bob", "pw")
            .start()) {
      try (var client = Peer.connect(proxy.address()).shakesHands(alice.context(us), "TLSv1.3")) {
        client.sends("05 01 00").receives("05 00");
      }
      try (var client = client(proxy, "TLSv1.3")) {
        client.sends("05 01 00").receives("05 ff");
      }
      try (var client = client(proxy, "TLSv1.3")) {
        client.sends("05 01 02").receives("05 02");
        client.sends("01 03 62 6f 62 02 70 77").receives("01 00");
      }
      try (var client = Peer.connect(proxy.address())) {
        assertRefused(client, stranger.context(us), "TLSv1.3");
      }
    }
  }

  @Test
  void renewedFilesAreForNewConnections(@TempDir Path files) throws IOException {
    SelfSignedCertificate first = SelfSignedCertificate.of(files, "dns:localhost");
    try (var proxy = ProxyUnderTest.with().entrance(TlsListenerSettings.of(first)).start();
        var old = Peer.connect(proxy.address()).shakesHands(first.trusting(), "TLSv1.3")) {
      // In two steps, between which a handshake may look at them.
      replace(us.certificate(), first.certificate());
      shown(proxy, first, us);
      replace(us.key(), first.key());
      Await.until("it is shown", () -> us.certificate().equals(shown(proxy, first, us)));
      Files.writeString(first.certificate(), "nonsense");
      long end = System.nanoTime() + Duration.ofMillis(1500).toNanos();
      while (System.nanoTime() < end) {
        assertEquals(us.certificate(), shown(proxy, first, us));
      }
      old.sends("05 01 00").receives("05 00");
    }
  }

  /// The clients are on all carriers by turns.
  @Test
  void filesThatDoNotAnswerStopNobody(@TempDir Path files) throws Exception {
    SelfSignedCertificate first = SelfSignedCertificate.of(files, "dns:localhost");
    try (var proxy = ProxyUnderTest.with().entrance(TlsListenerSettings.of(first)).start()) {
      Fifo stalled = Fifo.replacing(first.certificate());
      CompletableFuture<OutputStream> reading = CompletableFuture.supplyAsync(stalled::awaitReader);
      Await.until(
          "it reads the file",
          () -> {
            shown(proxy, first);
            return reading.isDone();
          });
      try (OutputStream _ = reading.get()) {
        for (int i = 0; i < 8; i++) {
          assertEquals(first.certificate(), shown(proxy, first));
        }
      }
      replace(us.certificate(), first.certificate());
      replace(us.key(), first.key());
      Await.until("new files are shown", () -> us.certificate().equals(shown(proxy, first, us)));
    }
  }

  private static void replace(Path from, Path to) throws IOException {
    Path beside = Path.of(to + ".new");
    Files.copy(from, beside);
    Files.move(beside, to, StandardCopyOption.ATOMIC_MOVE);
  }

  /// The file whose certificate the proxy shows.
  private static Path shown(ProxyUnderTest proxy, SelfSignedCertificate... known) {
    for (SelfSignedCertificate one : known) {
      try (var raw = Peer.connect(proxy.address());
          var client = raw.shakesHands(one.trusting(), "TLSv1.3")) {
        Certificate[] chain = ((SSLSocket) client.socket()).getSession().getPeerCertificates();
        assertEquals(1, chain.length);
        return one.certificate();
      } catch (UncheckedIOException e) {
        // It shows another one.
      } catch (SSLException e) {
        throw new AssertionError(e);
      }
    }
    throw new AssertionError("it shows none of them");
  }

  @Test
  void endsAreAlertsEachWay() {
    try (var proxy = ProxyUnderTest.with().entrance(TlsListenerSettings.of(us)).start();
        var client = client(proxy, "TLSv1.3");
        var server = tunnel(client)) {
      client.sendsText("request").ends();
      server.receivesText("request").receivesEnd().sendsText("response").ends();
      client.receivesText("response").receivesEnd();
    }
  }

  /// RFC 5246 §7.2.1: the client answers with its own alert. What it has sent before still arrives.
  @Test
  void anEndOfTheTargetIsAnAlertInTls12Too() {
    try (var proxy = ProxyUnderTest.with().entrance(TlsListenerSettings.of(us)).start();
        var client = client(proxy, "TLSv1.2");
        var server = tunnel(client)) {
      server.sendsText("response").ends();
      client.sendsText("request");
      server.receivesText("request");
      client.receivesText("response").receivesEnd();
      server.receivesEnd();
      Await.until("it is gone", () -> proxy.server().connections().count() == 0);
    }
  }

  @Test
  void aStreamThatIsCutIsBroken() {
    try (var proxy = ProxyUnderTest.with().entrance(TlsListenerSettings.of(us)).start();
        var raw = Peer.connect(proxy.address())) {
      Peer client = raw.shakesHands(us.trusting(), "TLSv1.3");
      try (var server = tunnel(client)) {
        client.sendsText("part");
        server.receivesText("part");
        raw.ends();
        server.receivesReset();
      }
    }
  }

  @Test
  void aResetOfTheServerIsNoEndToTheClient() {
    try (var proxy = ProxyUnderTest.with().entrance(TlsListenerSettings.of(us)).start();
        var client = client(proxy, "TLSv1.3")) {
      tunnel(client).resets();
      assertThrows(UncheckedIOException.class, client::receivesRest);
    }
  }

  @Test
  void aClientThatStallsInItsHandshakeIsCut() {
    try (var proxy = strict()) {
      try (var silent = Peer.connect(proxy.address())) {
        silent.receivesEndOrReset();
      }
      try (var stalled = Peer.connect(proxy.address())) {
        stalled.sends("16 03 01 00 7a 01").receivesEndOrReset();
      }
    }
  }

  @Test
  void aClientThatSaysNothingAfterItsHandshakeIsCut() {
    try (var proxy = strict(Duration.ofSeconds(2));
        var client = client(proxy, "TLSv1.3")) {
      client.receivesEnd();
    }
  }

  @Test
  void manyHalfOpenClientsKeepNobodyOut() {
    List<Peer> halfOpen = new ArrayList<>();
    try (var proxy =
        ProxyUnderTest.with()
            .entrance(TlsListenerSettings.of(us))
            .handshake(Duration.ofSeconds(3))
            .start()) {
      for (int i = 0; i < 300; i++) {
        halfOpen.add(Peer.connect(proxy.address()).sends("16 03 01 02 00 01 00 01 fc 03 03"));
      }
      try (var client = client(proxy, "TLSv1.3")) {
        client.sends("05 01 00").receives("05 00");
      }
      Await.until("all are cut", () -> proxy.server().connections().count() == 0);
      halfOpen.forEach(Peer::receivesEndOrReset);
    } finally {
      halfOpen.forEach(Peer::close);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\n\r\n",
        "\u0005\u0001\u0000",
        "\u0016\u0003\u0001\u00ff\u00ff\u0001",
        "\u0016\u0003\u0001\u0000\u0004\u0001\u00ff\u00ff\u00ff",
        "\u0017\u0003\u0003\u0000\u0001x"
      })
  void whatIsNoTlsIsToldSoOrCut(String bytes) {
    try (var proxy = strict();
        var client = Peer.connect(proxy.address())) {
      client.sendsText(bytes);
      try {
        byte[] alert = client.receivesBytes(7);
        assertTrue(alert.length == 0 || alert[0] == 0x15, "an alert, not " + alert.length);
      } catch (UncheckedIOException e) {
        // Cut.
      }
      Await.until("it is gone", () -> proxy.server().connections().count() == 0);
    }
  }

  @Test
  void aHandshakeOfRecordsThatSayNothingIsCut() throws IOException {
    try (var proxy =
            ProxyUnderTest.with()
                .entrance(TlsListenerSettings.of(us))
                .handshake(Duration.ofMinutes(1))
                .start();
        var client = Peer.connect(proxy.address())) {
      client.sendsBytes(clientHello());
      assertThrows(
          UncheckedIOException.class,
          () -> {
            while (true) {
              client.sends("14 03 03 00 01 01");
            }
          });
    }
  }

  private static byte[] clientHello() throws IOException {
    SSLEngine engine = us.trusting().createSSLEngine();
    engine.setUseClientMode(true);
    ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    engine.wrap(ByteBuffer.allocate(0), hello);
    return Arrays.copyOf(hello.array(), hello.position());
  }

  /// The JDK sends a key update (RFC 8446 §4.6.3). It is no beginning of a request.
  @Test
  void aKeyUpdateDoesNotEndTheWaitForTheNextRequest() throws IOException {
    try (var proxy = strict(Duration.ofSeconds(2));
        var client = client(proxy, "TLSv1.3")) {
      String request = "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n";
      client.sendsText(request);
      assertTrue(client.receivesHead().startsWith("HTTP/1.1 200 "));
      ((SSLSocket) client.socket()).startHandshake();
      try (var later = client(proxy, "TLSv1.3")) {
        // Cut after the time that the first one would have had.
        later.receivesEnd();
      }
      client.sendsText(request);
      assertTrue(client.receivesHead().startsWith("HTTP/1.1 200 "));
    }
  }

  @Test
  void renegotiationIsRefused() throws IOException {
    try (var proxy = ProxyUnderTest.with().entrance(TlsListenerSettings.of(us)).start();
        var client = client(proxy, "TLSv1.2")) {
      client.sends("05 01 00").receives("05 00");
      ((SSLSocket) client.socket()).startHandshake();
      client.receivesEndOrReset();
    }
  }

  private static ProxyUnderTest strict() {
    return strict(Duration.ofMillis(300));
  }

  /// @param handshake limit, which a slow machine can keep where the client makes a handshake
  private static ProxyUnderTest strict(Duration handshake) {
    return ProxyUnderTest.with().entrance(TlsListenerSettings.of(us)).handshake(handshake).start();
  }

  private static ProxyUnderTest.Settings forAlice() {
    return ProxyUnderTest.with()
        .entrance(TlsListenerSettings.of(us, alice, ClientCertificate.REQUIRED))
        .rules(
            new Rule(
                List.of(new Matcher.Users(Set.of("CN=alice,O=Example"))),
                new Route("rules[0]", "direct")))
        .fallback("block");
  }

  private static void assertRefused(Peer raw, SSLContext context, String protocol) {
    assertThrows(
        UncheckedIOException.class,
        () -> raw.shakesHands(context, protocol).sends("05 01 00").receivesRest());
    raw.close();
  }

  private Peer tunnel(Peer client) {
    client.sendsText("CONNECT " + origin.address() + " HTTP/1.1\r\n\r\n");
    Peer server = origin.accept();
    client.receivesHead();
    return server;
  }

  private static Peer client(ProxyUnderTest proxy, String protocol) {
    return Peer.connect(proxy.address()).shakesHands(us.trusting(), protocol);
  }
}
