package io.heddle.lab.soak;

import io.heddle.lab.client.ProxyClient;
import io.heddle.lab.client.RequestProtocol;
import io.heddle.lab.proxy.HeddleDefinitions;
import io.heddle.lab.proxy.LaunchedProxy;
import io.heddle.lab.proxy.PortFinder;
import io.heddle.lab.proxy.TemporaryFiles;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/// Two proxies in a row. The first has a listener for each [ChainRoute], and some of these lead
/// through the next. Both log every request, as they do by default.
///
/// @param clients of the first proxy
record ProxyChain(LaunchedProxy first, LaunchedProxy next, Map<ChainRoute, ProxyClient> clients)
    implements AutoCloseable {

  static ProxyChain start(HeddleDefinitions heddle, InetSocketAddress origin)
      throws IOException, InterruptedException {
    Path certificate = TemporaryFiles.certificate();
    int nextOverTls = PortFinder.freePort();
    LaunchedProxy next =
        heddle.with(port -> nextConfig(port, nextOverTls, certificate)).start(origin);
    try {
      return start(heddle, next, nextOverTls, certificate);
    } catch (IOException | InterruptedException e) {
      next.close();
      throw e;
    }
  }

  private static ProxyChain start(
      HeddleDefinitions heddle, LaunchedProxy next, int nextOverTls, Path certificate)
      throws IOException, InterruptedException {
    Map<ChainRoute, Integer> ports = new EnumMap<>(ChainRoute.class);
    for (ChainRoute route : ChainRoute.values()) {
      ports.put(route, PortFinder.freePort());
    }
    int nextInCleartext = next.client().proxy().getPort();
    LaunchedProxy first =
        heddle
            .with(_ -> firstConfig(ports, certificate, nextInCleartext, nextOverTls))
            .start(next.client().origin());
    Map<ChainRoute, ProxyClient> clients = new EnumMap<>(ChainRoute.class);
    ports.forEach((route, port) -> clients.put(route, client(first, route, port)));
    return new ProxyChain(first, next, clients);
  }

  private static ProxyClient client(LaunchedProxy first, ChainRoute route, int port) {
    return new ProxyClient(
        new InetSocketAddress(first.client().proxy().getAddress(), port),
        first.client().origin(),
        route == ChainRoute.TLS_LISTENER
            ? RequestProtocol.SOCKS5_OVER_TLS
            : RequestProtocol.SOCKS5);
  }

  private static String nextConfig(int port, int overTls, Path certificate) {
    return """
    inbounds:
      - {listen: "127.0.0.1:%d"}
      - {listen: "127.0.0.1:%d", tls: {certificate: "%s/cert.pem", key: "%3$s/key.pem"}}
    """
        .formatted(port, overTls, certificate);
  }

  private static String firstConfig(
      Map<ChainRoute, Integer> ports, Path certificate, int next, int nextOverTls) {
    return """
    inbounds:
      - {listen: "127.0.0.1:%1$d"}
      - {listen: "127.0.0.1:%2$d", tls: {certificate: "%6$s/cert.pem", key: "%6$s/key.pem"}}
      - {listen: "127.0.0.1:%3$d"}
      - {listen: "127.0.0.1:%4$d"}
      - {listen: "127.0.0.1:%5$d"}
    outbounds:
      socks: {url: "socks5://127.0.0.1:%7$d"}
      http1: {url: "https://127.0.0.1:%8$d", http2: never, tls: {ca: "%6$s/cert.pem"}}
      http2: {url: "https://127.0.0.1:%8$d", http2: required, tls: {ca: "%6$s/cert.pem"}}
    rules:
      - {inbounds: ["127.0.0.1:%3$d"], to: socks}
      - {inbounds: ["127.0.0.1:%4$d"], to: http1}
      - {inbounds: ["127.0.0.1:%5$d"], to: http2}
    """
        .formatted(
            ports.get(ChainRoute.DIRECT),
            ports.get(ChainRoute.TLS_LISTENER),
            ports.get(ChainRoute.SOCKS5_UPSTREAM),
            ports.get(ChainRoute.HTTP1_UPSTREAM),
            ports.get(ChainRoute.HTTP2_UPSTREAM),
            certificate,
            next,
            nextOverTls);
  }

  @Override
  public void close() {
    first.close();
    next.close();
  }
}
