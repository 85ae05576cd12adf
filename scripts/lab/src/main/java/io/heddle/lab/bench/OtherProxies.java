package io.heddle.lab.bench;

import io.heddle.lab.client.RequestProtocol;
import io.heddle.lab.proxy.Capability;
import io.heddle.lab.proxy.ProxyDefinition;
import io.heddle.lab.proxy.TemporaryFiles;
import io.heddle.lab.results.ProxyNames;
import java.io.IOException;
import java.util.List;
import java.util.Set;

/// Definitions of other proxies with a request protocol, each configured to do as little else as it
/// can.
final class OtherProxies {
  private OtherProxies() {}

  /// microsocks: one thread for each tunnel. It has no configuration file.
  static List<ProxyDefinition> microsocks() {
    return List.of(
        ProxyDefinition.ofNative(
            ProxyNames.MICROSOCKS,
            Set.of(Capability.STREAMS, Capability.IDLE_STREAMS, Capability.START_UNCONFIGURED),
            RequestProtocol.SOCKS5,
            (port, _) -> List.of("microsocks", "-i", "127.0.0.1", "-p", "" + port)));
  }

  /// dante: many processes. Not for streams: it binds a port for each, while the others let the
  /// system share ports, and after a run all ports are in use for a minute.
  static List<ProxyDefinition> dante() {
    return List.of(
        ProxyDefinition.ofNative(
            ProxyNames.DANTE,
            Set.of(Capability.UDP, Capability.START_CONFIGURED),
            RequestProtocol.SOCKS5,
            (port, _) -> List.of("danted", "-f", danteConfig(port), "-p", "/dev/null")));
  }

  /// V2Ray: a listener for each protocol, so two definitions.
  static List<ProxyDefinition> v2ray() {
    return List.of(
        ProxyDefinition.ofNative(
            ProxyNames.V2RAY,
            Set.of(
                Capability.STREAMS,
                Capability.IDLE_STREAMS,
                Capability.UDP,
                Capability.START_CONFIGURED),
            RequestProtocol.SOCKS5,
            (port, _) -> v2ray(port, "socks", "\"udp\": true, \"ip\": \"127.0.0.1\"")),
        ProxyDefinition.ofNative(
            ProxyNames.V2RAY,
            Set.of(Capability.HTTP),
            RequestProtocol.HTTP,
            (port, _) -> v2ray(port, "http", "")));
  }

  /// Squid: one process, no cache, no log.
  static List<ProxyDefinition> squid() {
    return List.of(
        http(
            ProxyNames.SQUID,
            (port, _) ->
                List.of(
                    "squid",
                    "-N",
                    "-f",
                    TemporaryFiles.create(
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

  /// Privoxy: no filters; connections are kept and shared.
  static List<ProxyDefinition> privoxy() {
    return List.of(
        http(
            ProxyNames.PRIVOXY,
            (port, _) ->
                List.of(
                    "privoxy",
                    "--no-daemon",
                    TemporaryFiles.create(
                        """
                        listen-address 127.0.0.1:%d
                        toggle 0
                        keep-alive-timeout 300
                        connection-sharing 1
                        tolerate-pipelining 1
                        """
                            .formatted(port)))));
  }

  /// Tinyproxy: it closes each connection after its response.
  static List<ProxyDefinition> tinyproxy() {
    return List.of(
        http(
            ProxyNames.TINYPROXY,
            (port, _) ->
                List.of(
                    "tinyproxy",
                    "-d",
                    "-c",
                    TemporaryFiles.create(
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

  private static ProxyDefinition http(String name, ProxyDefinition.LaunchCommand command) {
    return ProxyDefinition.ofNative(
        name, Set.of(Capability.HTTP, Capability.START_CONFIGURED), RequestProtocol.HTTP, command);
  }

  private static String danteConfig(int port) throws IOException {
    return TemporaryFiles.create(
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
        TemporaryFiles.create(
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
