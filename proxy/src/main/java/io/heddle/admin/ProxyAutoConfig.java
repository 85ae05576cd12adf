package io.heddle.admin;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.request.ProxyProtocol;
import io.heddle.server.ProxyServer;
import io.heddle.server.ProxyServer.Listening;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/// A script that tells browsers to use this proxy for everything but this machine. A browser that
/// cannot reach the proxy says so, rather than to go without it.
record ProxyAutoConfig(ProxyServer server) implements AdminHandler {
  private static final String TYPE = "application/x-ns-proxy-autoconfig";

  @Override
  public AdminResponse answer(AdminRequest request) {
    List<String> proxies =
        server.listeners().stream().flatMap(listener -> proxy(listener, request).stream()).toList();
    return proxies.isEmpty()
        ? AdminResponse.text(404, "no listener is for browsers")
        : AdminResponse.of(200, TYPE, script(String.join("; ", proxies)));
  }

  /// The listener in the words of such scripts. None for a UNIX socket, for one behind a balancer,
  /// and for SOCKS in TLS, which no browser speaks.
  private static Optional<String> proxy(Listening listener, AdminRequest request) {
    if (!(listener.address() instanceof Endpoint endpoint)
        || listener.entrance().proxyProtocol() == ProxyProtocol.REQUIRED) {
      return Optional.empty();
    }
    boolean plain = listener.entrance().tls().isEmpty();
    String place = host(listener, endpoint, request) + ":" + endpoint.port();
    return switch (listener.inbound().protocol()) {
      case MIXED, HTTP -> Optional.of((plain ? "PROXY " : "HTTPS ") + place);
      case SOCKS -> plain ? Optional.of("SOCKS5 " + place + "; SOCKS " + place) : Optional.empty();
    };
  }

  /// The name that it was told to listen at, which its certificate may be for. A listener on all
  /// addresses is where its visitor has found us.
  private static String host(Listening listener, Endpoint endpoint, AdminRequest request) {
    if (listener.configured() instanceof Endpoint(Host.Name name, int _)) {
      return name.toString();
    }
    Host host = endpoint.host();
    return host instanceof Host.Ip(InetAddress ip) && ip.isAnyLocalAddress()
        ? asked(request).orElse("127.0.0.1")
        : host.uriHost();
  }

  private static Optional<String> asked(AdminRequest request) {
    return request
        .fields()
        .firstValue("Host")
        .map(host -> host.replaceFirst(":\\d*$", ""))
        .filter(host -> host.matches("[A-Za-z0-9.:\\[\\]-]+"));
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
