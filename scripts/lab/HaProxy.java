import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// HAProxy as a forwarder of streams. It cannot be asked for a target, so it has but one, and there
/// is no handshake: what it costs is what a relay alone costs.
final class HaProxy {
  static final Program PROGRAM = new Program("haproxy", "-v");
  static final String TCP = "HAProxy TCP";
  static final String SPLICE = "HAProxy splice";
  static final String TLS = "HAProxy TLS";

  /// As it decides itself. Told to splice always (`splice-request`, `splice-response`), it takes half
  /// of that for bulk.
  private static final String SPLICING = "option splice-auto";

  private HaProxy() {}

  /// Whether that is the name of one of these.
  static boolean is(String peer) {
    return List.of(TCP, SPLICE, TLS).contains(peer);
  }

  /// The name of a proxy, with a mark at those that do less than the others.
  static String marked(String peer) {
    return is(peer) ? peer + " †" : peer;
  }

  static List<Peer> plain() {
    return List.of(
        Peer.of(
            TCP,
            Set.of(Trial.STREAMS, Trial.IDLE, Trial.START),
            Target.Manner.PLAIN,
            (port, origin) -> command("", port, "", origin)),
        Peer.of(
            SPLICE,
            Set.of(Trial.STREAMS),
            Target.Manner.PLAIN,
            (port, origin) -> command(SPLICING, port, "", origin)));
  }

  /// It takes TLS off.
  ///
  /// @param certificate see [Scratch#certificate]
  static List<Peer> inTls(Path certificate) {
    return List.of(
        Peer.of(
            TLS,
            Set.of(Trial.TLS),
            Target.Manner.TLS,
            (port, origin) -> command("", port, "ssl crt " + certificate + "/both.pem", origin)));
  }

  /// With buffers larger than its default, for throughput.
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
    return List.of("haproxy", "-db", "-f", Scratch.file(config));
  }
}
