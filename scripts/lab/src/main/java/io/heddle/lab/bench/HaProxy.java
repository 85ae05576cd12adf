package io.heddle.lab.bench;

import io.heddle.lab.client.RequestProtocol;
import io.heddle.lab.proxy.Capability;
import io.heddle.lab.proxy.ProxyDefinition;
import io.heddle.lab.proxy.TemporaryFiles;
import io.heddle.lab.results.ProxyNames;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// Definitions of HAProxy as a forwarder of streams to one fixed target. There is no handshake of a
/// proxy protocol, so its cost is that of relaying alone.
final class HaProxy {
  /// HAProxy decides when to splice. Told to splice always (`splice-request`, `splice-response`), it
  /// takes half of that for bulk.
  private static final String SPLICE_AUTO = "option splice-auto";

  private HaProxy() {}

  static List<ProxyDefinition> plain() {
    return List.of(
        ProxyDefinition.ofNative(
            ProxyNames.HAPROXY_TCP,
            Set.of(Capability.STREAMS, Capability.IDLE_STREAMS, Capability.START_CONFIGURED),
            RequestProtocol.NONE,
            (port, origin) -> command("", port, "", origin)),
        ProxyDefinition.ofNative(
            ProxyNames.HAPROXY_SPLICE,
            Set.of(Capability.STREAMS),
            RequestProtocol.NONE,
            (port, origin) -> command(SPLICE_AUTO, port, "", origin)));
  }

  /// With a TLS listener.
  ///
  /// @param certificate see [TemporaryFiles#certificate]
  static List<ProxyDefinition> overTls(Path certificate) {
    return List.of(
        ProxyDefinition.ofNative(
            ProxyNames.HAPROXY_TLS,
            Set.of(Capability.TLS),
            RequestProtocol.TLS,
            (port, origin) -> command("", port, "ssl crt " + certificate + "/both.pem", origin)));
  }

  /// With buffers larger than the default, for throughput.
  private static List<String> command(
      String options, int port, String listener, InetSocketAddress origin) throws IOException {
    String config =
        """
        global
          tune.bufsize 65536
          tune.pipesize 524288
          ssl-default-bind-options ssl-min-ver TLSv1.2
        defaults
          mode tcp
          timeout connect 5s
          timeout client 1h
          timeout server 1h
        %s
        listen origin
          bind 127.0.0.1:%d %s
          server origin 127.0.0.1:%d
        """
            .formatted(options, port, listener, origin.getPort());
    return List.of("haproxy", "-db", "-f", TemporaryFiles.create(config));
  }
}
