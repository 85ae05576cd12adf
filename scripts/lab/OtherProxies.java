import java.io.IOException;
import java.util.List;
import java.util.Set;

/// Proxies that clients ask for their targets, each configured to do as little else as it can.
final class OtherProxies {
  static final String MICROSOCKS = "microsocks";
  static final String DANTE = "dante";
  static final String V2RAY = "v2ray";
  static final String SQUID = "squid";
  static final String PRIVOXY = "privoxy";
  static final String TINYPROXY = "tinyproxy";

  private OtherProxies() {}

  /// One thread for each tunnel. It has no configuration.
  static List<Peer> microsocks() {
    return List.of(
        Peer.of(
            MICROSOCKS,
            Set.of(Trial.STREAMS, Trial.IDLE, Trial.START_BARE),
            Target.Manner.SOCKS,
            (port, _) -> List.of("microsocks", "-i", "127.0.0.1", "-p", "" + port)));
  }

  /// Many processes. Not for streams: it takes a port of its own for each, where the others let the
  /// system give one to many, and leaves none to anybody for a minute.
  static List<Peer> dante() {
    return List.of(
        Peer.of(
            DANTE,
            Set.of(Trial.UDP, Trial.START),
            Target.Manner.SOCKS,
            (port, _) -> List.of("danted", "-f", danteConfig(port), "-p", "/dev/null")));
  }

  /// It has a port for each protocol.
  static List<Peer> v2ray() {
    return List.of(
        Peer.of(
            V2RAY,
            Set.of(Trial.STREAMS, Trial.IDLE, Trial.UDP, Trial.START),
            Target.Manner.SOCKS,
            (port, _) -> v2ray(port, "socks", "\"udp\": true, \"ip\": \"127.0.0.1\"")),
        Peer.of(
            V2RAY, Set.of(Trial.HTTP), Target.Manner.PLAIN, (port, _) -> v2ray(port, "http", "")));
  }

  /// One process, no cache, no log.
  static List<Peer> squid() {
    return List.of(
        http(
            SQUID,
            (port, _) ->
                List.of(
                    "squid",
                    "-N",
                    "-f",
                    Scratch.file(
                        """
                        http_port 127.0.0.1:%d
                        acl here src 127.0.0.0/8
                        http_access allow here
                        cache deny all
                        access_log none
                        cache_log /dev/null
                        pid_filename none
                        pinger_enable off
                        netdb_filename none
                        shutdown_lifetime 0 seconds
                        """
                            .formatted(port)))));
  }

  /// No filters; connections are kept and shared.
  static List<Peer> privoxy() {
    return List.of(
        http(
            PRIVOXY,
            (port, _) ->
                List.of(
                    "privoxy",
                    "--no-daemon",
                    Scratch.file(
                        """
                        listen-address 127.0.0.1:%d
                        toggle 0
                        keep-alive-timeout 300
                        connection-sharing 1
                        tolerate-pipelining 1
                        """
                            .formatted(port)))));
  }

  /// It closes each connection after its response.
  static List<Peer> tinyproxy() {
    return List.of(
        http(
            TINYPROXY,
            (port, _) ->
                List.of(
                    "tinyproxy",
                    "-d",
                    "-c",
                    Scratch.file(
                        """
                        Port %d
                        Listen 127.0.0.1
                        Timeout 600
                        MaxClients 1000
                        LogLevel Critical
                        DisableViaHeader Yes
                        """
                            .formatted(port)))));
  }

  private static Peer http(String name, Peer.Command command) {
    return Peer.of(name, Set.of(Trial.HTTP, Trial.START), Target.Manner.PLAIN, command);
  }

  private static String danteConfig(int port) throws IOException {
    return Scratch.file(
        """
        logoutput: /dev/null
        internal: 127.0.0.1 port = %d
        external: lo
        clientmethod: none
        socksmethod: none
        user.privileged: root
        user.unprivileged: nobody
        client pass { from: 127.0.0.0/8 to: 127.0.0.0/8 }
        socks pass { from: 127.0.0.0/8 to: 127.0.0.0/8 protocol: tcp udp }
        """
            .formatted(port));
  }

  private static List<String> v2ray(int port, String protocol, String settings) throws IOException {
    return List.of(
        "v2ray",
        "-config",
        Scratch.file(
            """
            {
              "log": {"loglevel": "none"},
              "inbounds": [
                {"listen": "127.0.0.1", "port": %d, "protocol": "%s", "settings": {%s}}
              ],
              "outbounds": [{"protocol": "freedom"}]
            }
            """
                .formatted(port, protocol, settings)));
  }
}
