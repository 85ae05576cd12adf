package io.heddle.admin;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.http1.RequestTarget.Authority;
import io.heddle.request.ProxyProtocolMode;
import io.heddle.server.OpenListener;
import io.heddle.server.ProxyServer;
import io.heddle.wire.MalformedException;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/// Proxy auto-configuration (PAC) script: browsers use this proxy for everything but the local
/// machine. The script names no `DIRECT` after the proxy: without the proxy a browser reports an
/// error instead of connecting around it.
record ProxyAutoConfig(ProxyServer server) implements AdminHandler {
  private static final String TYPE = "application/x-ns-proxy-autoconfig";

  @Override
  public AdminResponse handle(AdminRequest request) {
    List<String> proxies =
        server.listeners().stream()
            .flatMap(listener -> directive(listener, request).stream())
            .toList();
    return proxies.isEmpty()
        ? AdminResponse.text(404, "no listener is usable by browsers")
        : AdminResponse.of(200, TYPE, script(String.join("; ", proxies)));
  }

  /// The listener in the syntax of PAC. Empty for a UNIX socket, for a listener behind a balancer,
  /// and for SOCKS in TLS, which no browser speaks.
  private static Optional<String> directive(OpenListener listener, AdminRequest request) {
    if (!(listener.address() instanceof Endpoint endpoint)
        || listener.transport().proxyProtocol() == ProxyProtocolMode.REQUIRED) {
      return Optional.empty();
    }
    boolean plain = listener.transport().tls().isEmpty();
    String address = host(listener, endpoint, request) + ":" + endpoint.port();
    return switch (listener.inbound().protocol()) {
      case MIXED, HTTP -> Optional.of((plain ? "PROXY " : "HTTPS ") + address);
      case SOCKS ->
          plain ? Optional.of("SOCKS5 " + address + "; SOCKS " + address) : Optional.empty();
    };
  }

  /// The configured host name of a listener, since its certificate may be for that name. For a
  /// listener on all addresses, the host under which this request reached us.
  private static String host(OpenListener listener, Endpoint endpoint, AdminRequest request) {
    if (listener.configured() instanceof Endpoint(Host.Name name, int _)) {
      return name.toString();
    }
    Host host = endpoint.host();
    return host instanceof Host.Ip(InetAddress ip) && ip.isAnyLocalAddress()
        ? requestedHost(request).orElse("127.0.0.1")
        : host.uriHost();
  }

  private static Optional<String> requestedHost(AdminRequest request) {
    return request.fields().firstValue("Host").flatMap(ProxyAutoConfig::uriHost);
  }

  private static Optional<String> uriHost(String authority) {
    try {
      return Optional.of(Authority.parse(authority).endpoint().host().uriHost());
    } catch (MalformedException e) {
      return Optional.empty();
    }
  }

  private static String script(String proxies) {
    return """
    function FindProxyForURL(url, host) {
      if (host == "localhost" || shExpMatch(host, "*.localhost") || shExpMatch(host, "127.*")
          || host == "::1" || host == "[::1]") {
        return "DIRECT";
      }
      return "%s";
    }
    """
        .formatted(proxies);
  }
}
