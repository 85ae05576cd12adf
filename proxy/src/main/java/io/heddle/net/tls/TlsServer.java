package io.heddle.net.tls;

import io.heddle.net.BufferPool;
import io.heddle.net.Connection;
import java.io.IOException;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/// How to speak TLS to clients.
///
/// @param context who we are
/// @param applicationProtocols spoken here, best first; the choice among those a client offers
public record TlsServer(SSLContext context, List<String> applicationProtocols, BufferPool buffers) {

  /// A connection in TLS over `transport`, which it then owns; if this fails, the caller still
  /// does.
  ///
  /// @throws javax.net.ssl.SSLException if the client does not agree
  public TlsConnection accept(Connection transport) throws IOException {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    parameters.setApplicationProtocols(applicationProtocols.toArray(String[]::new));
    parameters.setUseCipherSuitesOrder(true);
    engine.setSSLParameters(parameters);
    return TlsConnection.over(transport, engine, buffers);
  }
}
