package io.heddle.net.tls;

import io.heddle.net.BufferPool;
import io.heddle.net.Connection;
import java.io.IOException;
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

  /// Request of client certificates.
  public enum ClientCertificate {
    NOT_REQUESTED,
    /// Requested but not required. A bad one is refused.
    OPTIONAL,
    REQUIRED
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
