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

/// Builder of the two sides of TLS from their configuration.
final class TlsBuilder {
  private TlsBuilder() {}

  /// TLS as the client of an upstream proxy; empty unless its URL is `https`.
  ///
  /// @throws IOException if a file is not valid; the message names it
  static Optional<TlsClient> client(OutboundConfig outbound, ProxyUrl url, BufferPool buffers)
      throws IOException {
    if (url.scheme() != ProxyUrl.Scheme.HTTPS) {
      return Optional.empty();
    }
    UpstreamTlsConfig tls = outbound.tls();
    Optional<TlsContexts.Identity> identity =
        tls.certificate().map(chain -> new TlsContexts.Identity(chain, tls.key().orElseThrow()));
    return Optional.of(
        new TlsClient(
            ClientContext.of(trust(outbound), identity),
            new Endpoint(tls.serverName().orElse(url.address().host()), url.address().port()),
            switch (outbound.http2()) {
              case AUTO ->
                  outbound.auth().needsHttp1()
                      ? List.of("http/1.1")
                      : List.of(Http2Connection.ALPN, "http/1.1");
              case NEVER -> List.of("http/1.1");
              case REQUIRED -> List.of(Http2Connection.ALPN);
            },
            buffers));
  }

  /// TLS as the server of an inbound's clients; empty if the inbound does not use TLS.
  ///
  /// @throws TlsFileException if a file is not valid
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

  /// A client without a certificate may log in by a password instead, if the inbound has users.
  private static ClientCertificate clientCertificate(InboundConfig inbound, ListenerTlsConfig tls) {
    if (tls.clientCa().isEmpty()) {
      return ClientCertificate.NOT_REQUESTED;
    }
    return inbound.users().isEmpty() ? ClientCertificate.REQUIRED : ClientCertificate.OPTIONAL;
  }

  /// The protocols offered by ALPN. SOCKS has no registered ALPN name, so a SOCKS inbound does not
  /// negotiate: it accepts clients that offer other names.
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
          "outbound {} accepts any certificate (insecure: true): anyone on the path to it can read"
              + " and change all traffic",
          outbound.name());
      return new Trust.Insecure();
    }
    return tls.ca().<Trust>map(Trust.InFile::new).orElseGet(Trust.OfSystem::new);
  }
}
