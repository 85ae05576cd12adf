package io.heddle.net.tls;

import io.heddle.net.BufferPool;
import io.heddle.net.Connection;
import java.io.IOException;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/// How to speak TLS to clients.
///
/// @param context who we are, and whose certificates clients may show
/// @param applicationProtocols spoken here, best first; the choice among those a client offers. If
///     empty, what it offers is not looked at
public record TlsServer(
    ServerContext context,
    ClientCertificate clientCertificate,
    List<String> applicationProtocols,
    BufferPool buffers) {

  /// Whether clients show a certificate.
  public enum ClientCertificate {
    NOT_ASKED,
    /// They may; a bad one is refused.
    WELCOME,
    REQUIRED
  }

  /// A connection in TLS over `transport`, which it then owns; if this fails, the caller still
  /// does.
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
      case NOT_ASKED -> {}
      case WELCOME -> parameters.setWantClientAuth(true);
      case REQUIRED -> parameters.setNeedClientAuth(true);
    }
    engine.setSSLParameters(parameters);
    return TlsConnection.over(transport, engine, buffers);
  }
}
