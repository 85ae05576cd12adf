package io.heddle.support;

import io.heddle.inbound.TransportSettings;
import io.heddle.net.BufferPool;
import io.heddle.net.tls.ServerContext;
import io.heddle.net.tls.TlsContexts.Identity;
import io.heddle.net.tls.TlsContexts.Trust;
import io.heddle.net.tls.TlsServer;
import io.heddle.net.tls.TlsServer.ClientCertificate;
import io.heddle.request.ProxyProtocolMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/// Transport settings of listeners with TLS, which select HTTP/2 or HTTP/1.1 by ALPN.
public final class TlsListenerSettings {
  private TlsListenerSettings() {}

  /// Settings without client certificates.
  public static TransportSettings of(SelfSignedCertificate us) {
    return of(us, new Trust.None(), ClientCertificate.NOT_REQUESTED);
  }

  /// Settings that trust the certificate of one client.
  public static TransportSettings of(
      SelfSignedCertificate us, SelfSignedCertificate client, ClientCertificate choice) {
    return of(us, new Trust.InFile(client.certificate()), choice);
  }

  private static TransportSettings of(
      SelfSignedCertificate us, Trust trust, ClientCertificate choice) {
    try {
      ServerContext context = ServerContext.of(trust, new Identity(us.certificate(), us.key()));
      return new TransportSettings(
          ProxyProtocolMode.OFF,
          Optional.of(new TlsServer(context, choice, List.of("h2", "http/1.1"), new BufferPool())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
