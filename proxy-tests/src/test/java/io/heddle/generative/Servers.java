package io.heddle.generative;

import io.heddle.support.DatagramPeer;
import io.heddle.support.Origin;
import io.heddle.support.SelfSignedCertificate;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;

/// Servers of a run, which closing ends with all of their connections.
///
/// @param upstreams one of each kind
record Servers(
    HostileServer origin,
    Map<UpstreamKind, HostileServer> upstreams,
    Http2Upstream http2,
    WitnessServer witnessed,
    DatagramPeer echo)
    implements AutoCloseable {

  /// Starts them.
  static Servers start(long seed, SelfSignedCertificate certificate) {
    HostileServer origin = HostileServer.origin(seed);
    Servers servers =
        new Servers(
            origin,
            upstreams(origin),
            Http2Upstream.start(seed, certificate),
            WitnessServer.start(),
            DatagramPeer.open());
    Thread.startVirtualThread(servers::sendBack);
    return servers;
  }

  private static Map<UpstreamKind, HostileServer> upstreams(HostileServer origin) {
    Map<UpstreamKind, HostileServer> upstreams = new EnumMap<>(UpstreamKind.class);
    for (UpstreamKind kind : UpstreamKind.values()) {
      upstreams.put(kind, origin.upstream(kind));
    }
    return upstreams;
  }

  private void sendBack() {
    while (true) {
      try {
        DatagramPeer.Received received = echo.receives();
        echo.sendsText(received.text(), received.from());
      } catch (UncheckedIOException e) {
        if (echo.isClosed()) {
          return;
        }
      }
    }
  }

  /// Outbounds and rules in the configuration. Other machines cannot be reached: garbage may happen
  /// to be a request for one.
  String outbounds(SelfSignedCertificate certificate) {
    return """
    outbounds:
    %s
    %s
    rules:
    %s
    %s
      - {domains: [localhost], to: direct}
      - {cidrs: [127.0.0.0/8], to: direct}
    default: block
    """
        .formatted(
            Arrays.stream(UpstreamKind.values())
                .map(kind -> kind.outbound(upstreams.get(kind).address()))
                .collect(Collectors.joining("\n")),
            Target.BehindHttp2.outbound(http2.address(), certificate.certificate()),
            Arrays.stream(UpstreamKind.values())
                .map(UpstreamKind::rule)
                .collect(Collectors.joining("\n")),
            Target.BehindHttp2.rule());
  }

  /// The stage with these servers.
  Stage stage(long seed, ProxyProcess proxy) {
    return new Stage(seed, proxy, origin, Origin.closedPort(), echo.address(), witnessed.address());
  }

  @Override
  public void close() {
    origin.close();
    upstreams.values().forEach(HostileServer::close);
    http2.close();
    witnessed.close();
    echo.close();
  }
}
