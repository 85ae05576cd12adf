package io.heddle.cli;

import io.heddle.address.Endpoint;
import io.heddle.config.Outbound;
import io.heddle.config.ProxyUrl;
import io.heddle.config.Tls;
import io.heddle.net.BufferPool;
import io.heddle.net.tls.TlsClient;
import io.heddle.net.tls.TlsContexts;
import io.heddle.net.tls.TlsContexts.Trust;
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
  static Optional<TlsClient> client(Outbound outbound, ProxyUrl url, BufferPool buffers)
      throws IOException {
    if (url.scheme() != ProxyUrl.Scheme.HTTPS) {
      return Optional.empty();
    }
    Tls tls = outbound.tls();
    Optional<TlsContexts.Identity> us =
        tls.certificate().map(chain -> new TlsContexts.Identity(chain, tls.key().orElseThrow()));
    return Optional.of(
        new TlsClient(
            TlsContexts.context(trust(outbound), us),
            new Endpoint(tls.serverName().orElse(url.address().host()), url.address().port()),
            switch (tls.verification()) {
              case FULL -> TlsClient.Identity.CHECKED;
              case NONE -> TlsClient.Identity.UNCHECKED;
            },
            List.of("http/1.1"),
            buffers));
  }

  private static Trust trust(Outbound outbound) {
    Tls tls = outbound.tls();
    if (tls.verification() == Tls.Verification.NONE) {
      Logger.warn(
          "outbound {} takes any certificate (insecure: true): whoever is on the way to it can read"
              + " and change everything",
          outbound.name());
      return new Trust.Blind();
    }
    return tls.ca().<Trust>map(Trust.InFile::new).orElseGet(Trust.OfSystem::new);
  }
}
