package io.heddle.support;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.http2.Http2Connection;
import io.heddle.http2.Http2Limits;
import io.heddle.net.BufferPool;
import io.heddle.net.tls.ClientContext;
import io.heddle.net.tls.TlsClient;
import io.heddle.net.tls.TlsContexts;
import io.heddle.outbound.ExtraFields;
import io.heddle.outbound.Http2Connections;
import io.heddle.outbound.Http2Connections.Otherwise;
import io.heddle.outbound.HttpProxy;
import io.heddle.outbound.Socks4Proxy;
import io.heddle.outbound.Socks5Proxy;
import io.heddle.outbound.Upstream;
import io.heddle.outbound.UpstreamCredentials;
import io.heddle.support.ProxyUnderTest.SharedWayOut;
import io.heddle.support.ProxyUnderTest.WayOut;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Ways out through a proxy, which are all called `up`.
public final class UpstreamOutbounds {
  private static final int HEAD_LIMIT = 4096;

  private UpstreamOutbounds() {}

  /// A SOCKS 5 proxy that we have no credentials for.
  public static WayOut socks5(Endpoint proxy) {
    return (direct, _) -> new Socks5Proxy(new Upstream("up", proxy, direct), Optional.empty());
  }

  /// A SOCKS 5 proxy behind another way.
  public static WayOut socks5(Endpoint proxy, WayOut before) {
    return (direct, resolver) ->
        new Socks5Proxy(new Upstream("up", proxy, before.from(direct, resolver)), Optional.empty());
  }

  /// A SOCKS 5 proxy, and user and password for it.
  public static WayOut socks5(Endpoint proxy, String user, String password) {
    return (direct, _) ->
        new Socks5Proxy(
            new Upstream("up", proxy, direct),
            Optional.of(new UpstreamCredentials(user, password)));
  }

  /// A SOCKS 4 proxy.
  public static WayOut socks4(Endpoint proxy) {
    return (direct, resolver) ->
        new Socks4Proxy(
            new Upstream("up", proxy, direct), "me", new Socks4Proxy.Targets.Addresses(resolver));
  }

  /// A SOCKS 4A proxy.
  public static WayOut socks4a(Endpoint proxy) {
    return (direct, _) ->
        new Socks4Proxy(new Upstream("up", proxy, direct), "me", new Socks4Proxy.Targets.Names());
  }

  /// An HTTP proxy that we have no credentials for.
  public static WayOut http(Endpoint proxy) {
    return (direct, _) ->
        new HttpProxy(
            new Upstream("up", proxy, direct), Optional.empty(), ExtraFields.NONE, HEAD_LIMIT);
  }

  /// An HTTP proxy, user and password for it, and fields that it gets.
  public static WayOut http(
      Endpoint proxy, String user, String password, Map<String, String> fields) {
    return (direct, _) ->
        new HttpProxy(
            new Upstream("up", proxy, direct),
            Optional.of(new UpstreamCredentials(user, password)),
            new ExtraFields(new LinkedHashMap<>(fields)),
            HEAD_LIMIT);
  }

  /// An HTTP proxy in TLS, to which requests share connections if it speaks HTTP/2.
  ///
  /// @param trusted the proxy's certificate, for 127.0.0.1
  /// @param quiet after which a connection is asked whether it lives
  public static SharedWayOut http2(
      Endpoint proxy, SelfSignedCertificate trusted, Otherwise otherwise, Duration quiet) {
    return runner ->
        (direct, _) ->
            new HttpProxy(
                new Upstream(
                    "up",
                    proxy,
                    new Upstream.Security.Shared(
                        new TlsClient(
                            context(
                                new TlsContexts.Trust.InFile(trusted.certificate()),
                                Optional.empty()),
                            proxy,
                            TlsClient.Identity.CHECKED,
                            List.of(Http2Connection.ALPN, "http/1.1"),
                            new BufferPool()),
                        new Http2Connections(
                            runner,
                            new Http2Limits(
                                1000,
                                HEAD_LIMIT,
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(60),
                                quiet),
                            otherwise)),
                    direct),
                Optional.of(new UpstreamCredentials("me", "secret")),
                ExtraFields.NONE,
                HEAD_LIMIT);
  }

  /// An HTTP proxy in TLS.
  ///
  /// @param server what its certificate must say
  /// @param us what we show
  public static WayOut https(
      Endpoint proxy,
      String server,
      TlsContexts.Trust trust,
      Optional<TlsContexts.Identity> us,
      TlsClient.Identity identity) {
    return (direct, _) ->
        new HttpProxy(
            new Upstream(
                "up",
                proxy,
                new Upstream.Security.InTls(
                    new TlsClient(
                        context(trust, us),
                        new Endpoint(Host.parse(server), proxy.port()),
                        identity,
                        List.of("http/1.1"),
                        new BufferPool())),
                direct),
            Optional.empty(),
            ExtraFields.NONE,
            HEAD_LIMIT);
  }

  private static ClientContext context(TlsContexts.Trust trust, Optional<TlsContexts.Identity> us) {
    try {
      return ClientContext.of(trust, us);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
