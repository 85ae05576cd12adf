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

/// What a client of TLS trusts, shows and remembers.
///
/// It takes up earlier sessions (RFC 8446 §2.2), which saves looking at certificates again. The JDK
/// keeps each session for as long as the one it came from:
///
///     full handshake ─▶ session ─▶ ticket ─▶ session ─▶ ticket ─▶ session … all kept
///
/// so all are forgotten from time to time, and the next connection shakes hands in full.
public final class ClientContext {
  /// The connections between two full handshakes. A session takes some 400 bytes.
  static final int CONNECTIONS = 256;

  private final SSLContext context;
  private final AtomicInteger connections = new AtomicInteger();

  ClientContext(SSLContext context) {
    this.context = context;
  }

  /// One that remembers nothing yet.
  ///
  /// @throws TlsFileException if a file does not have what it should
  public static ClientContext of(Trust trust, Optional<Identity> identity) throws IOException {
    return new ClientContext(TlsContexts.context(trust, identity));
  }

  /// A client's side of a new connection to `server`.
  SSLEngine engine(Endpoint server) {
    if (connections.incrementAndGet() % CONNECTIONS == 0) {
      forget();
    }
    SSLEngine engine = context.createSSLEngine(server.host().toString(), server.port());
    engine.setUseClientMode(true);
    return engine;
  }

  private void forget() {
    SSLSessionContext sessions = context.getClientSessionContext();
    for (byte[] id : Collections.list(sessions.getIds())) {
      SSLSession session = sessions.getSession(id);
      // Another connection may have used it up.
      if (session != null) {
        session.invalidate();
      }
    }
  }
}
