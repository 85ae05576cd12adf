package io.heddle.net.tls;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.net.BufferPool;
import io.heddle.net.Connection;
import java.io.IOException;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/// TLS of a client to one server.
///
/// @param context trust, our certificate and the sessions to resume
/// @param server the name that its certificate must have, and that is sent ahead (SNI, RFC 6066 §3)
/// @param hostnameVerification whether the certificate is compared with `server`
/// @param applicationProtocols offered by ALPN, best first
public record TlsClient(
    ClientContext context,
    Endpoint server,
    HostnameVerification hostnameVerification,
    List<String> applicationProtocols,
    BufferPool buffers) {

  /// Comparison of the server's certificate with the server's name.
  public enum HostnameVerification {
    /// The certificate must have the server's name or IP address (RFC 9110 §4.3.4).
    ENABLED,
    /// The certificate may be any server's.
    DISABLED
  }

  /// A TLS connection over `transport`, which it then owns. If this fails, the caller still owns the
  /// transport.
  ///
  /// @throws javax.net.ssl.SSLException if the server cannot be trusted, or does not agree
  public TlsConnection connect(Connection transport) throws IOException {
    SSLEngine engine = context.engine(server);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    parameters.setApplicationProtocols(applicationProtocols.toArray(String[]::new));
    if (hostnameVerification == HostnameVerification.ENABLED) {
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
    }
    if (server.host() instanceof Host.Name(var name)) {
      parameters.setServerNames(List.of(new SNIHostName(name)));
    }
    engine.setSSLParameters(parameters);
    return TlsConnection.over(transport, engine, buffers);
  }
}
