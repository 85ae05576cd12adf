package io.heddle.net.tls;

import io.heddle.address.Endpoint;
import io.heddle.net.tls.TlsContexts.Identity;
import io.heddle.net.tls.TlsContexts.Trust;
import java.io.IOException;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSessionContext;

/// Context of a TLS client: trust, own certificate, and sessions to resume.
///
/// Resumption (RFC 8446 §2.2) saves the verification of certificates. The JDK keeps each session for
/// as long as the one from which it was resumed:
///
///     full handshake ─▶ session ─▶ ticket ─▶ session ─▶ ticket ─▶ session … all kept
///
/// So all sessions are invalidated from time to time, and the next connection makes a full handshake.
public final class ClientContext {
  /// The connections between two full handshakes. A session takes some 400 bytes.
  static final int CONNECTIONS = 256;

  private final SSLContext context;
  private final AtomicInteger connections = new AtomicInteger();

  ClientContext(SSLContext context) {
    this.context = context;
  }

  /// A context without sessions.
  ///
  /// @throws TlsFileException if a file does not have what it should
  public static ClientContext of(Trust trust, Optional<Identity> identity) throws IOException {
    return new ClientContext(TlsContexts.context(trust, identity));
  }

  /// The engine of a new connection to `server`.
  SSLEngine engine(Endpoint server) {
    if (connections.incrementAndGet() % CONNECTIONS == 0) {
      invalidateSessions();
    }
    SSLEngine engine = context.createSSLEngine(server.host().toString(), server.port());
    engine.setUseClientMode(true);
    return engine;
  }

  private void invalidateSessions() {
    SSLSessionContext sessions = context.getClientSessionContext();
    for (byte[] id : Collections.list(sessions.getIds())) {
      SSLSession session = sessions.getSession(id);
      // Another connection may have consumed it.
      if (session != null) {
        session.invalidate();
      }
    }
  }
}
