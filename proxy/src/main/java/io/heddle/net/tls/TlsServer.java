package io.heddle.net.tls;

import io.heddle.net.BufferPool;
import io.heddle.net.Connection;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/// TLS of a server.
///
/// @param context our certificate, and the authorities for those of clients
/// @param applicationProtocols to choose from by ALPN, best first; if empty, ALPN is ignored
public record TlsServer(
    ServerContext context,
    ClientCertificate clientCertificate,
    List<String> applicationProtocols,
    BufferPool buffers) {

  /// Bytes of memory that a connection takes, during the handshake and after it. Measured: 22 KB.
  public static final int MEMORY = 24 * 1024;

  /// Request of client certificates.
  public enum ClientCertificate {
    NOT_REQUESTED,
    /// Requested but not required. A bad one is refused.
    OPTIONAL,
    REQUIRED
  }

  /// Refusal of a client before its handshake: a fatal alert `internal_error` (RFC 8446 §6).
  ///
  ///     type  version  length  level  description
  ///      15    03 03    00 02    02        50
  public static ByteBuffer alert() {
    return ByteBuffer.wrap(new byte[] {0x15, 3, 3, 0, 2, 2, 0x50});
  }

  /// A TLS connection over `transport`, which it then owns. If this fails, the caller still owns the
  /// transport.
  ///
  /// @throws javax.net.ssl.SSLException if the client does not agree
  public TlsConnection accept(Connection transport) throws IOException {
    SSLEngine engine = context.current().createSSLEngine();
    engine.setUseClientMode(false);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    parameters.setApplicationProtocols(applicationProtocols.toArray(String[]::new));
    parameters.setUseCipherSuitesOrder(true);
    switch (clientCertificate) {
      case NOT_REQUESTED -> {}
      case OPTIONAL -> parameters.setWantClientAuth(true);
      case REQUIRED -> parameters.setNeedClientAuth(true);
    }
    engine.setSSLParameters(parameters);
    return TlsConnection.over(transport, engine, buffers);
  }
}
