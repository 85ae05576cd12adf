package io.heddle.admin;

import io.heddle.address.Address;
import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.inbound.Inbound;
import io.heddle.server.ProxyServer;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A script that tells browsers to use this proxy for everything but this machine. A browser that
/// cannot reach the proxy says so, rather than to go without it.
record ProxyAutoConfig(ProxyServer server) implements Resource {
  private static final String TYPE = "application/x-ns-proxy-autoconfig";

  @Override
  public Response answer(Request request) {
    List<String> proxies = new ArrayList<>();
    server.listeners().forEach((address, inbound) -> add(proxies, address, inbound, request));
    return proxies.isEmpty()
        ? Response.text(404, "no listener is for browsers")
        : Response.of(200, TYPE, script(String.join("; ", proxies)));
  }

  private static void add(List<String> proxies, Address address, Inbound inbound, Request request) {
    if (address instanceof Endpoint endpoint) {
      String place = reachable(endpoint, request);
      switch (inbound.accepts()) {
        case MIXED, HTTP -> proxies.add("PROXY " + place);
        case SOCKS -> proxies.add("SOCKS5 " + place + "; SOCKS " + place);
      }
    }
  }

  /// A listener on all addresses is where its visitor has found us.
  private static String reachable(Endpoint endpoint, Request request) {
    Optional<String> asked =
        request.fields().first("Host").map(host -> host.replaceFirst(":\\d*$", ""));
    return endpoint.host() instanceof Host.Ip(InetAddress ip) && ip.isAnyLocalAddress()
        ? asked.filter(host -> host.matches("[A-Za-z0-9.:\\[\\]-]+")).orElse("127.0.0.1")
            + ":"
            + endpoint.port()
        : endpoint.toString();
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
