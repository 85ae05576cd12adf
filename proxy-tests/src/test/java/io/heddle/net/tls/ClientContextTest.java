package io.heddle.net.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.support.SelfSignedCertificate;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("component")
@Timeout(240) // Thousands of handshakes, beside other tests.
class ClientContextTest {
  private static final int CONNECTIONS = 3 * ClientContext.CONNECTIONS;
  private static final Endpoint SERVER = new Endpoint(Host.parse("127.0.0.1"), 443);

  /// More bytes than one side sends before it reads.
  private static final int FLIGHT = 100_000;

  @TempDir private static Path folder;

  /// By protocol, since they take some seconds.
  private static final Map<String, Connections> RUNS = new HashMap<>();

  /// Many connections to one server.
  ///
  /// @param trusting keeps its sessions for as long as the test
  /// @param looks of the client at a certificate
  private record Connections(
      SSLContext trusting, AtomicInteger looks, List<WeakReference<SSLSession>> sessions) {}

  @ParameterizedTest
  @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
  void mostHandshakesResumeASession(String protocol) throws IOException, GeneralSecurityException {
    assertEquals(4, connectOften(protocol).looks().get());
  }

  @Test
  void oldSessionsAreForgotten() throws IOException, GeneralSecurityException {
    Connections run = connectOften("TLSv1.3");
    System.gc();
    long kept = run.sessions().stream().filter(session -> session.get() != null).count();
    assertTrue(kept <= ClientContext.CONNECTIONS, () -> kept + " sessions are kept");
  }

  private static Connections connectOften(String protocol)
      throws IOException, GeneralSecurityException {
    if (!RUNS.containsKey(protocol)) {
      RUNS.put(protocol, connect(protocol));
    }
    return RUNS.get(protocol);
  }

  private static Connections connect(String protocol) throws IOException, GeneralSecurityException {
    SelfSignedCertificate us = SelfSignedCertificate.of(folder, "ip:127.0.0.1");
    SSLContext servers = us.context(us);
    Connections run =
        new Connections(SSLContext.getInstance("TLS"), new AtomicInteger(), new ArrayList<>());
    run.trusting().init(null, new TrustManager[] {new Counting(run.looks())}, null);
    ClientContext clients = new ClientContext(run.trusting());
    for (int i = 0; i < CONNECTIONS; i++) {
      SSLEngine server = servers.createSSLEngine();
      server.setUseClientMode(false);
      SSLEngine client = clients.engine(SERVER);
      client.setEnabledProtocols(new String[] {protocol});
      shakeHands(client, server);
      run.sessions().add(new WeakReference<>(client.getSession()));
    }
    return run;
  }

  private static void shakeHands(SSLEngine client, SSLEngine server) throws IOException {
    ByteBuffer toServer = ByteBuffer.allocate(FLIGHT).flip();
    ByteBuffer toClient = ByteBuffer.allocate(FLIGHT).flip();
    client.beginHandshake();
    // The last messages are the tickets.
    while (isShaking(client) || isShaking(server) || toClient.hasRemaining()) {
      speak(client, toServer);
      hear(server, toServer);
      speak(server, toClient);
      hear(client, toClient);
    }
  }

  private static boolean isShaking(SSLEngine engine) {
    return engine.getHandshakeStatus() != HandshakeStatus.NOT_HANDSHAKING;
  }

  private static void speak(SSLEngine engine, ByteBuffer to) throws IOException {
    to.compact();
    while (isShaking(engine) && settled(engine) == HandshakeStatus.NEED_WRAP) {
      engine.wrap(ByteBuffer.allocate(0), to);
    }
    to.flip();
  }

  private static void hear(SSLEngine engine, ByteBuffer from) throws IOException {
    ByteBuffer payload = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
    while (from.hasRemaining() && settled(engine) != HandshakeStatus.NEED_WRAP) {
      engine.unwrap(from, payload);
    }
  }

  private static HandshakeStatus settled(SSLEngine engine) {
    while (engine.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
      engine.getDelegatedTask().run();
    }
    return engine.getHandshakeStatus();
  }

  /// Trust in any certificate, which counts the certificates shown.
  private record Counting(AtomicInteger looks) implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String kind) {
      throw new AssertionError("there are no clients here");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String kind) {
      looks.incrementAndGet();
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
