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

/// How to speak TLS to one server.
///
/// @param context whom to trust, and who we are; remembers sessions
/// @param server whose certificate it must be; its name is sent ahead (SNI, RFC 6066 §3)
/// @param identity whether the certificate is compared with `server`
/// @param applicationProtocols offered by ALPN, best first
public record TlsClient(
    ClientContext context,
    Endpoint server,
    Identity identity,
    List<String> applicationProtocols,
    BufferPool buffers) {

  /// What a certificate must say.
  public enum Identity {
    /// The server's name or IP address (RFC 9110 §4.3.4).
    CHECKED,
    /// Anything.
    UNCHECKED
  }

  /// A connection in TLS over `transport`, which it then owns; if this fails, the caller still
  /// does.
  ///
  /// @throws javax.net.ssl.SSLException if the server cannot be trusted, or does not agree
  public TlsConnection connect(Connection transport) throws IOException {
    SSLEngine engine = context.engine(server);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    parameters.setApplicationProtocols(applicationProtocols.toArray(String[]::new));
    if (identity == Identity.CHECKED) {
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
    }
    if (server.host() instanceof Host.Name(var name)) {
      parameters.setServerNames(List.of(new SNIHostName(name)));
    }
    engine.setSSLParameters(parameters);
    return TlsConnection.over(transport, engine, buffers);
  }
}
