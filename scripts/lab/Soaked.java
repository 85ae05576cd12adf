import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/// Two proxies in a row that are soaked together. The first has a listener for each [Way], and some
/// of these lead on to the next. Both log every request, as they do for their users.
///
/// @param entrances to the first
record Soaked(Target first, Target next, Map<Way, Target> entrances) implements AutoCloseable {

  static Soaked start(Heddle heddle, InetSocketAddress origin)
      throws IOException, InterruptedException {
    Path certificate = Scratch.certificate();
    int nextInTls = Peer.freePort();
    Target next = heddle.with(port -> nextConfig(port, nextInTls, certificate)).start(origin);
    try {
      return start(heddle, next, nextInTls, certificate);
    } catch (IOException | InterruptedException e) {
      next.close();
      throw e;
    }
  }

  private static Soaked start(Heddle heddle, Target next, int nextInTls, Path certificate)
      throws IOException, InterruptedException {
    Map<Way, Integer> ports = new EnumMap<>(Way.class);
    for (Way way : Way.values()) {
      ports.put(way, Peer.freePort());
    }
    int nextInTheClear = next.proxy().getPort();
    Target first =
        heddle
            .with(_ -> firstConfig(ports, certificate, nextInTheClear, nextInTls))
            .start(next.origin());
    Map<Way, Target> entrances = new EnumMap<>(Way.class);
    ports.forEach((way, port) -> entrances.put(way, entrance(first, way, port)));
    return new Soaked(first, next, entrances);
  }

  private static Target entrance(Target first, Way way, int port) {
    return new Target(
        first.running(),
        new InetSocketAddress(first.proxy().getAddress(), port),
        first.origin(),
        first.code(),
        way == Way.FROM_TLS ? Target.Manner.SOCKS_IN_TLS : Target.Manner.SOCKS);
  }

  private static String nextConfig(int port, int inTls, Path certificate) {
    return """
    inbounds:
      - {listen: "127.0.0.1:%d"}
      - {listen: "127.0.0.1:%d", tls: {certificate: "%s/cert.pem", key: "%3$s/key.pem"}}
    """
        .formatted(port, inTls, certificate);
  }

  private static String firstConfig(
      Map<Way, Integer> ports, Path certificate, int next, int nextInTls) {
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
            ports.get(Way.DIRECT),
            ports.get(Way.FROM_TLS),
            ports.get(Way.BY_SOCKS),
            ports.get(Way.BY_HTTP1),
            ports.get(Way.BY_HTTP2),
            certificate,
            next,
            nextInTls);
  }

  @Override
  public void close() {
    first.close();
    next.close();
  }
}
