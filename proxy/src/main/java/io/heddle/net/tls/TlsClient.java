package io.heddle.net.tls;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.net.BufferPool;
import io.heddle.net.Connection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.StandardConstants;

/// TLS of a client to one server.
///
/// @param context trust, our certificate and the sessions to resume
/// @param server the name that its certificate must have, and that is sent ahead (SNI, RFC 6066 §3)
/// @param applicationProtocols offered by ALPN, best first
public record TlsClient(
    ClientContext context, Endpoint server, List<String> applicationProtocols, BufferPool buffers) {

  /// Name of the server in SNI. The JDK's `SNIHostName` refuses underscores and hyphens at the ends of
  /// labels, which real names have.
  private static final class ServerName extends SNIServerName {
    ServerName(String name) {
      super(StandardConstants.SNI_HOST_NAME, name.getBytes(StandardCharsets.US_ASCII));
    }
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
    if (server.host() instanceof Host.Name(var name)) {
      parameters.setServerNames(List.of(new ServerName(name)));
    }
    engine.setSSLParameters(parameters);
    return TlsConnection.over(transport, engine, buffers);
  }
}
