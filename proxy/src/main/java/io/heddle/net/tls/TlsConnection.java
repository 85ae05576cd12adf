package io.heddle.net.tls;

import io.heddle.address.Address;
import io.heddle.net.BufferPool;
import io.heddle.net.Connection;
import io.heddle.net.scheduler.SchedulerFactory;
import io.heddle.net.scheduler.YieldBudget;
import io.heddle.time.Deadline;
import io.heddle.wire.ByteReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.security.auth.x500.X500Principal;

/// A stream in TLS inside another stream.
public final class TlsConnection implements Connection {
  /// Attributes that subjects have and RFC 2253 has no word for (RFC 4519 §2, RFC 2985 §5.2.1).
  private static final Map<String, String> ATTRIBUTES =
      Map.of("1.2.840.113549.1.9.1", "EMAILADDRESS", "2.5.4.5", "SERIALNUMBER");

  private final Connection transport;
  private final SSLEngine engine;
  private final TlsInput input;
  private final TlsOutput output;
  private final ByteReader reader = new ByteReader(this::receive);
  private final YieldBudget turn = new YieldBudget();
  private boolean broken;
  private boolean closed;

  private TlsConnection(Connection transport, SSLEngine engine, BufferPool buffers) {
    this.transport = transport;
    this.engine = engine;
    input = new TlsInput(transport, engine, buffers);
    output = new TlsOutput(transport, engine, buffers);
  }

  /// Shakes hands over `transport`, within its deadline. The new connection owns it; if this fails,
  /// the caller still does.
  ///
  /// @param engine configured, for this connection alone
  /// @throws SSLException if the two do not agree; the peer has been told why
  static TlsConnection over(Connection transport, SSLEngine engine, BufferPool buffers)
      throws IOException {
    TlsConnection connection = new TlsConnection(transport, engine, buffers);
    boolean agreed = false;
    try {
      connection.handshake();
      agreed = true;
      return connection;
    } catch (SSLException e) {
      connection.output.sayWhatIsLeft();
      throw e;
    } finally {
      if (!agreed) {
        connection.input.release();
      }
    }
  }

  private void handshake() throws IOException {
    engine.beginHandshake();
    while (true) {
      HandshakeStatus next = engine.getHandshakeStatus();
      switch (next) {
        case NEED_WRAP -> output.writeHandshake();
        case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> input.readHandshake();
        case NEED_TASK -> SchedulerFactory.compute(engine.getDelegatedTask());
        case FINISHED, NOT_HANDSHAKING -> {
          return;
        }
      }
    }
  }

  /// The protocol agreed on by ALPN (RFC 7301); empty if none was.
  public String applicationProtocol() {
    return engine.getApplicationProtocol();
  }

  /// The subject of the certificate that the peer has shown, as RFC 2253 writes it; none if it has
  /// shown none.
  public Optional<String> peer() {
    try {
      return engine.getSession().getPeerPrincipal() instanceof X500Principal subject
          ? Optional.of(subject.getName(X500Principal.RFC2253, ATTRIBUTES))
          : Optional.empty();
    } catch (SSLPeerUnverifiedException e) {
      return Optional.empty();
    }
  }

  /// What the handshake has come to, in words.
  public Map<String, String> facts() {
    SSLSession session = engine.getSession();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("protocol", session.getProtocol());
    facts.put("cipher", session.getCipherSuite());
    facts.put("alpn", applicationProtocol().isEmpty() ? "none" : applicationProtocol());
    try {
      if (session.getPeerCertificates()[0] instanceof X509Certificate certificate) {
        facts.put("certificate", certificate.getSubjectX500Principal().getName());
        facts.put("issuer", certificate.getIssuerX500Principal().getName());
        facts.put("expires", certificate.getNotAfter().toInstant().toString());
      }
    } catch (SSLPeerUnverifiedException e) {
      // It has shown none.
    }
    return facts;
  }

  @Override
  public ByteReader reader() {
    return reader;
  }

  @Override
  public void deadline(Deadline deadline) {
    transport.deadline(deadline);
  }

  /// May return early, when what has come is no payload.
  @Override
  public void awaitReadable() throws IOException {
    if (reader.buffered() == 0) {
      input.await();
    }
  }

  @Override
  public Optional<SelectableChannel> selectable() {
    return transport.selectable();
  }

  @Override
  public int readNow(ByteBuffer into) throws IOException {
    return reader.buffered() > 0 ? reader.drain(into) : input.readNow(into);
  }

  private int receive(ByteBuffer into) throws IOException {
    int count;
    while ((count = input.readNow(into)) == 0) {
      input.await();
      turn.waited();
    }
    turn.moved();
    return count;
  }

  @Override
  public void write(ByteBuffer from) throws IOException {
    output.write(from);
    input.answered();
  }

  @Override
  public void shutdownOutput() throws IOException {
    if (engine.getSession().getProtocol().equals("TLSv1.3")) {
      output.end();
    }
  }

  @Override
  public void markBroken() {
    broken = true;
    transport.markBroken();
  }

  @Override
  public void keepAlive() {
    transport.keepAlive();
  }

  @Override
  public Address local() {
    return transport.local();
  }

  @Override
  public Address remote() {
    return transport.remote();
  }

  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    input.release();
    if (!broken) {
      // What does not leave at once does not leave at all: closing never waits.
      transport.deadline(Deadline.after(Duration.ZERO));
      try {
        output.end();
      } catch (IOException e) {
        // The peer is gone, or does not read.
      }
    }
    transport.close();
  }
}
