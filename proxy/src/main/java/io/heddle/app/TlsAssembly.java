package io.heddle.app;

import io.heddle.address.Endpoint;
import io.heddle.config.InboundConfig;
import io.heddle.config.ListenerTlsConfig;
import io.heddle.config.OutboundConfig;
import io.heddle.config.ProxyUrl;
import io.heddle.config.UpstreamTlsConfig;
import io.heddle.http2.Http2Connection;
import io.heddle.net.BufferPool;
import io.heddle.net.tls.ClientContext;
import io.heddle.net.tls.ServerContext;
import io.heddle.net.tls.TlsClient;
import io.heddle.net.tls.TlsContexts;
import io.heddle.net.tls.TlsContexts.Trust;
import io.heddle.net.tls.TlsServer;
import io.heddle.net.tls.TlsServer.ClientCertificate;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.tinylog.Logger;

/// Turns configured TLS into what speaks it.
final class TlsAssembly {
  private TlsAssembly() {}

  /// How to speak to the proxy of an `https` URL; nothing for any other.
  ///
  /// @throws IOException if a file does not have what it should; the message names it
  static Optional<TlsClient> client(OutboundConfig outbound, ProxyUrl url, BufferPool buffers)
      throws IOException {
    if (url.scheme() != ProxyUrl.Scheme.HTTPS) {
      return Optional.empty();
    }
    UpstreamTlsConfig tls = outbound.tls();
    Optional<TlsContexts.Identity> us =
        tls.certificate().map(chain -> new TlsContexts.Identity(chain, tls.key().orElseThrow()));
    return Optional.of(
        new TlsClient(
            ClientContext.of(trust(outbound), us),
            new Endpoint(tls.serverName().orElse(url.address().host()), url.address().port()),
            switch (tls.verification()) {
              case FULL -> TlsClient.HostnameVerification.ENABLED;
              case NONE -> TlsClient.HostnameVerification.DISABLED;
            },
            switch (outbound.http2()) {
              case AUTO -> List.of(Http2Connection.ALPN, "http/1.1");
              case NEVER -> List.of("http/1.1");
              case REQUIRED -> List.of(Http2Connection.ALPN);
            },
            buffers));
  }

  /// How to speak to the clients of an inbound, if that is in TLS.
  ///
  /// @throws TlsFileException if a file does not have what it should
  static Optional<TlsServer> server(InboundConfig inbound, BufferPool buffers) throws IOException {
    if (inbound.tls().isEmpty()) {
      return Optional.empty();
    }
    ListenerTlsConfig tls = inbound.tls().get();
    Trust trust = tls.clientCa().<Trust>map(Trust.InFile::new).orElseGet(Trust.None::new);
    return Optional.of(
        new TlsServer(
            ServerContext.of(trust, new TlsContexts.Identity(tls.certificate(), tls.key())),
            clientCertificate(inbound, tls),
            applicationProtocols(inbound),
            buffers));
  }

  /// Who has no certificate may have a password, where there are passwords.
  private static ClientCertificate clientCertificate(InboundConfig inbound, ListenerTlsConfig tls) {
    if (tls.clientCa().isEmpty()) {
      return ClientCertificate.NOT_REQUESTED;
    }
    return inbound.users().isEmpty() ? ClientCertificate.REQUIRED : ClientCertificate.OPTIONAL;
  }

  /// SOCKS has no name among the protocols of ALPN, so who offers any there is not refused for it.
  private static List<String> applicationProtocols(InboundConfig inbound) {
    return switch (inbound.protocol()) {
      case MIXED, HTTP -> List.of(Http2Connection.ALPN, "http/1.1");
      case SOCKS -> List.of();
    };
  }

  private static Trust trust(OutboundConfig outbound) {
    UpstreamTlsConfig tls = outbound.tls();
    if (tls.verification() == UpstreamTlsConfig.Verification.NONE) {
      Logger.warn(
          "outbound {} takes any certificate (insecure: true): whoever is on the way to it can read"
              + " and change everything",
          outbound.name());
      return new Trust.Insecure();
    }
    return tls.ca().<Trust>map(Trust.InFile::new).orElseGet(Trust.OfSystem::new);
  }
}
