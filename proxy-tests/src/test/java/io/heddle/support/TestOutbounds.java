package io.heddle.support;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.auth.AuthScheme;
import io.heddle.auth.BasicScheme;
import io.heddle.auth.NtlmScheme;
import io.heddle.auth.PasswordSource;
import io.heddle.auth.ProxyLogin;
import io.heddle.auth.UpstreamAuthenticator;
import io.heddle.dial.Resolver;
import io.heddle.http2.ConnectionRunner;
import io.heddle.http2.Http2Connection;
import io.heddle.http2.Http2Limits;
import io.heddle.net.BufferPool;
import io.heddle.net.tls.ClientContext;
import io.heddle.net.tls.TlsClient;
import io.heddle.net.tls.TlsContexts;
import io.heddle.outbound.DirectOutbound;
import io.heddle.outbound.ExtraFields;
import io.heddle.outbound.Http2Connections;
import io.heddle.outbound.Http2Connections.Fallback;
import io.heddle.outbound.HttpProxy;
import io.heddle.outbound.Outbound;
import io.heddle.outbound.Socks4Proxy;
import io.heddle.outbound.Socks5Proxy;
import io.heddle.outbound.UpstreamCredentials;
import io.heddle.outbound.UpstreamProxy;
import io.heddle.outbound.UpstreamTransport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Outbounds through one proxy, each named `up`.
public final class TestOutbounds {
  private static final int HEAD_LIMIT = 4096;

  /// Maker of an outbound.
  @FunctionalInterface
  public interface OutboundFactory {
    /// Makes the outbound, which connects through `direct` in the end.
    Outbound create(DirectOutbound direct, Resolver resolver);
  }

  /// Maker of an outbound whose requests share connections.
  @FunctionalInterface
  public interface SharedOutboundFactory {
    /// The maker of the outbound, whose connections `runner` runs.
    OutboundFactory over(ConnectionRunner runner);
  }

  private TestOutbounds() {}

  /// A SOCKS 5 proxy, without credentials for it.
  public static OutboundFactory socks5(Endpoint proxy) {
    return (direct, _) -> new Socks5Proxy(new UpstreamProxy("up", proxy, direct), Optional.empty());
  }

  /// A SOCKS 5 proxy behind another outbound.
  public static OutboundFactory socks5(Endpoint proxy, OutboundFactory before) {
    return (direct, resolver) ->
        new Socks5Proxy(
            new UpstreamProxy("up", proxy, before.create(direct, resolver)), Optional.empty());
  }

  /// A SOCKS 5 proxy, with a user name and a password for it.
  public static OutboundFactory socks5(Endpoint proxy, String user, String password) {
    return (direct, _) ->
        new Socks5Proxy(
            new UpstreamProxy("up", proxy, direct),
            Optional.of(new UpstreamCredentials(user, password)));
  }

  /// A SOCKS 4 proxy.
  public static OutboundFactory socks4(Endpoint proxy) {
    return (direct, resolver) ->
        new Socks4Proxy(
            new UpstreamProxy("up", proxy, direct),
            "me",
            new Socks4Proxy.DnsLocation.LocalDns(resolver));
  }

  /// A SOCKS 4A proxy.
  public static OutboundFactory socks4a(Endpoint proxy) {
    return (direct, _) ->
        new Socks4Proxy(
            new UpstreamProxy("up", proxy, direct), "me", new Socks4Proxy.DnsLocation.RemoteDns());
  }

  /// An HTTP proxy, without credentials for it.
  public static OutboundFactory http(Endpoint proxy) {
    return (direct, _) ->
        new HttpProxy(
            new UpstreamProxy("up", proxy, direct),
            UpstreamAuthenticator.NONE,
            ExtraFields.NONE,
            HEAD_LIMIT);
  }

  /// An HTTP proxy, with a user name, a password and header fields for it.
  public static OutboundFactory http(
      Endpoint proxy, String user, String password, Map<String, String> fields) {
    return (direct, _) ->
        new HttpProxy(
            new UpstreamProxy("up", proxy, direct),
            basic(user, password),
            new ExtraFields(new LinkedHashMap<>(fields)),
            HEAD_LIMIT);
  }

  /// An HTTP proxy in TLS. If it speaks HTTP/2, requests share connections to it.
  ///
  /// @param trusted the proxy's certificate, for 127.0.0.1
  /// @param quiet time without a frame after which a connection is probed before it is used
  public static SharedOutboundFactory http2(
      Endpoint proxy, SelfSignedCertificate trusted, Fallback fallback, Duration quiet) {
    return http2(proxy, trusted, fallback, quiet, basic("me", "secret"));
  }

  /// The same with this authentication.
  public static SharedOutboundFactory http2(
      Endpoint proxy,
      SelfSignedCertificate trusted,
      Fallback fallback,
      Duration quiet,
      UpstreamAuthenticator authenticator) {
    return runner ->
        (direct, _) ->
            new HttpProxy(
                new UpstreamProxy(
                    "up",
                    proxy,
                    new UpstreamTransport.SharedHttp2(
                        new TlsClient(
                            context(
                                new TlsContexts.Trust.InFile(trusted.certificate()),
                                Optional.empty()),
                            proxy,
                            List.of(Http2Connection.ALPN, "http/1.1"),
                            new BufferPool()),
                        new Http2Connections(
                            runner,
                            new Http2Limits(
                                1000,
                                HEAD_LIMIT,
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(60),
                                quiet,
                                runner.memory()),
                            fallback)),
                    direct),
                authenticator,
                ExtraFields.NONE,
                HEAD_LIMIT);
  }

  /// An HTTP proxy in TLS.
  ///
  /// @param server name that its certificate must have
  /// @param us our certificate
  public static OutboundFactory https(
      Endpoint proxy, String server, TlsContexts.Trust trust, Optional<TlsContexts.Identity> us) {
    return https(proxy, server, trust, us, UpstreamAuthenticator.NONE);
  }

  /// The same with this authentication.
  public static OutboundFactory https(
      Endpoint proxy,
      String server,
      TlsContexts.Trust trust,
      Optional<TlsContexts.Identity> us,
      UpstreamAuthenticator authenticator) {
    return (direct, _) ->
        new HttpProxy(
            new UpstreamProxy(
                "up",
                proxy,
                new UpstreamTransport.DedicatedTls(
                    new TlsClient(
                        context(trust, us),
                        new Endpoint(Host.parse(server), proxy.port()),
                        List.of("http/1.1"),
                        new BufferPool())),
                direct),
            authenticator,
            ExtraFields.NONE,
            HEAD_LIMIT);
  }

  /// An HTTP proxy with this authentication.
  public static OutboundFactory http(Endpoint proxy, UpstreamAuthenticator authenticator) {
    return (direct, _) ->
        new HttpProxy(
            new UpstreamProxy("up", proxy, direct), authenticator, ExtraFields.NONE, 256 * 1024);
  }

  /// An HTTP proxy with this authentication, behind another outbound.
  public static OutboundFactory http(
      Endpoint proxy, UpstreamAuthenticator authenticator, OutboundFactory before) {
    return (direct, resolver) ->
        new HttpProxy(
            new UpstreamProxy("up", proxy, before.create(direct, resolver)),
            authenticator,
            ExtraFields.NONE,
            HEAD_LIMIT);
  }

  /// NTLM, or Basic if the proxy does not offer that.
  public static UpstreamAuthenticator ntlmOrBasic(String user, String password) {
    ProxyLogin login = login(user, password);
    return authenticator(new NtlmScheme(login), new BasicScheme(login));
  }

  /// Basic, with the password of a program.
  public static UpstreamAuthenticator basic(String user, PasswordSource password) {
    return authenticator(new BasicScheme(new ProxyLogin("up", user, password)));
  }

  /// NTLM alone.
  public static UpstreamAuthenticator ntlm(String user, String password) {
    return authenticator(new NtlmScheme(login(user, password)));
  }

  private static ProxyLogin login(String user, String password) {
    return new ProxyLogin("up", user, new PasswordSource.FixedPassword(password));
  }

  /// These schemes.
  public static UpstreamAuthenticator authenticator(AuthScheme... schemes) {
    return new UpstreamAuthenticator("up", List.of(schemes), Duration.ofSeconds(5));
  }

  /// Basic authentication.
  private static UpstreamAuthenticator basic(String user, String password) {
    return authenticator(new BasicScheme(login(user, password)));
  }

  private static ClientContext context(TlsContexts.Trust trust, Optional<TlsContexts.Identity> us) {
    try {
      return ClientContext.of(trust, us);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
