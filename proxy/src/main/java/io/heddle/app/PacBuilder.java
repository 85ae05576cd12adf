package io.heddle.app;

import io.heddle.address.Endpoint;
import io.heddle.config.OutboundConfig;
import io.heddle.config.PacConfig;
import io.heddle.config.PacConfig.ScriptLocation;
import io.heddle.config.ProxyUrl;
import io.heddle.net.BufferPool;
import io.heddle.net.tls.ClientContext;
import io.heddle.net.tls.TlsClient;
import io.heddle.net.tls.TlsContexts.Trust;
import io.heddle.outbound.Outbound;
import io.heddle.outbound.PacOutbound;
import io.heddle.pac.PacEntry;
import io.heddle.pac.source.PacFile;
import io.heddle.pac.source.PacSource;
import io.heddle.pac.source.PacUrl;
import io.heddle.pac.source.SystemPacNetwork;
import io.heddle.server.ActiveConfiguration.ServerSettings.OutboundParts;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/// Builder of the outbounds that ask a script of proxy auto-config.
final class PacBuilder {
  private PacBuilder() {}

  /// Builder of the outbound of a proxy that an answer names.
  @FunctionalInterface
  interface ProxyBuilder {
    Outbound proxy(String name, ProxyUrl url) throws IOException;
  }

  /// The outbound. Nothing is read yet.
  static Outbound outbound(OutboundConfig outbound, OutboundParts parts, ProxyBuilder proxies) {
    PacConfig pac = outbound.pac();
    return new PacOutbound(
        outbound.name(),
        source(pac.script().orElseThrow(), parts),
        new SystemPacNetwork(parts.resolver()),
        switch (pac.unreachable()) {
          case DIRECT -> PacOutbound.ScriptFallback.DIRECT;
          case BLOCK -> PacOutbound.ScriptFallback.BLOCK;
        },
        parts.direct(),
        (name, entry) -> proxies.proxy(name, url(entry)),
        System::nanoTime);
  }

  private static PacSource source(ScriptLocation location, OutboundParts parts) {
    return switch (location) {
      case ScriptLocation.LocalScript(var file) -> new PacFile(file);
      case ScriptLocation.RemoteScript(var url) ->
          new PacUrl(url, parts.direct().dialer(), server -> tls(server, parts.buffers()));
    };
  }

  private static TlsClient tls(Endpoint server, BufferPool buffers) throws IOException {
    return new TlsClient(
        ClientContext.of(new Trust.OfSystem(), Optional.empty()),
        server,
        List.of("http/1.1"),
        buffers);
  }

  private static ProxyUrl url(PacEntry entry) {
    ProxyUrl.Scheme scheme =
        switch (entry.protocol()) {
          case PROXY -> ProxyUrl.Scheme.HTTP;
          case HTTPS -> ProxyUrl.Scheme.HTTPS;
          case SOCKS4 -> ProxyUrl.Scheme.SOCKS4;
          case SOCKS5 -> ProxyUrl.Scheme.SOCKS5;
          case DIRECT -> throw new IllegalArgumentException("no proxy: " + entry);
        };
    return new ProxyUrl(scheme, Optional.empty(), Optional.empty(), entry.address().orElseThrow());
  }
}
