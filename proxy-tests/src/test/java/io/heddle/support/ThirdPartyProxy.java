package io.heddle.support;

import io.heddle.address.Endpoint;
import java.nio.file.Path;

/// Installed proxy of another project, on a port of 127.0.0.1, as an upstream of Heddle. Closing it
/// kills the process.
///
/// @param url URL of the proxy
public record ThirdPartyProxy(RunningProgram running, String url) implements AutoCloseable {

  /// microsocks: SOCKS 5.
  public static ThirdPartyProxy microsocks() {
    int port = FreePorts.free();
    return started(
        Program.installed("microsocks").with("-i", "127.0.0.1", "-p", port), port, "socks5://");
  }

  /// microsocks with user `me` and password `p@ss`.
  public static ThirdPartyProxy microsocksWithUser() {
    int port = FreePorts.free();
    return started(
        Program.installed("microsocks")
            .with("-i", "127.0.0.1", "-p", port, "-u", "me", "-P", "p@ss"),
        port,
        "socks5://me:p%40ss@");
  }

  /// Dante: SOCKS 4 and 5.
  ///
  /// @param scheme `socks4` or `socks5`
  public static ThirdPartyProxy dante(Path folder, String scheme) {
    int port = FreePorts.free();
    String config =
        """
        errorlog: stderr
        logoutput: /dev/null
        internal: 127.0.0.1 port = %d
        external: lo
        clientmethod: none
        socksmethod: none
        user.privileged: root
        user.unprivileged: nobody
        client pass { from: 127.0.0.0/8 to: 127.0.0.0/8 }
        socks pass { from: 127.0.0.0/8 to: 127.0.0.0/8 protocol: tcp }
        socks pass { from: 127.0.0.0/8 to: 127.0.0.0/8 protocol: udp }
        """
            .formatted(port);
    Path file = TestFiles.write(folder.resolve("danted.conf"), config);
    return started(
        Program.installed("danted").with("-f", file, "-p", folder.resolve("danted.pid")),
        port,
        scheme + "://");
  }

  /// V2Ray, in SOCKS 5 or HTTP.
  ///
  /// @param scheme `socks5` or `http`
  public static ThirdPartyProxy v2ray(Path folder, String scheme) {
    int port = FreePorts.free();
    String config =
        """
        {"log": {"loglevel": "none"},
         "inbounds": [{"listen": "127.0.0.1", "port": %d, "protocol": "%s",
                       "settings": {"udp": true}}],
         "outbounds": [{"protocol": "freedom"}]}
        """
            .formatted(port, scheme.replace("5", ""));
    Path file = TestFiles.write(folder.resolve("v2ray-" + scheme + ".json"), config);
    return started(Program.installed("v2ray").with("-config", file), port, scheme + "://");
  }

  /// `ssh -D` to a server.
  public static ThirdPartyProxy ssh(SshServer server) {
    int port = FreePorts.free();
    return started(server.client("none").with("-N", "-D", "127.0.0.1:" + port), port, "socks5://");
  }

  /// Squid: HTTP.
  public static ThirdPartyProxy squid(Path folder) {
    int port = FreePorts.free();
    String config =
        """
        http_port 127.0.0.1:%d
        acl us src 127.0.0.0/8
        http_access allow us
        http_access deny all
        cache deny all
        access_log none
        cache_log /dev/null
        pid_filename none
        pinger_enable off
        netdb_filename none
        coredump_dir %s
        shutdown_lifetime 0 seconds
        """
            .formatted(port, folder);
    Path file = TestFiles.write(folder.resolve("squid.conf"), config);
    return started(Program.installed("squid").with("-N", "-f", file), port, "http://");
  }

  /// tinyproxy: HTTP.
  public static ThirdPartyProxy tinyproxy(Path folder) {
    int port = FreePorts.free();
    String config =
        "Port %d\nListen 127.0.0.1\nTimeout 60\nLogLevel Critical\nAllow 127.0.0.0/8\n"
            .formatted(port);
    Path file = TestFiles.write(folder.resolve("tinyproxy.conf"), config);
    return started(Program.installed("tinyproxy").with("-d", "-c", file), port, "http://");
  }

  /// HAProxy that terminates TLS in front of another proxy.
  public static ThirdPartyProxy haproxy(
      Path folder, LoopbackCertificate certificate, ThirdPartyProxy behind) {
    int port = FreePorts.free();
    // It wants the certificate and the key in one file, or the key beside it by this name.
    Path key = Path.of(certificate.file() + ".key");
    TestFiles.copy(certificate.key(), key);
    String config =
        """
        defaults
          mode tcp
          timeout connect 5s
          timeout client 60s
          timeout server 60s
        frontend tls
          bind 127.0.0.1:%d ssl crt %s
          default_backend behind
        backend behind
          server behind %s
        """
            .formatted(port, certificate.file(), behind.address());
    Path file = TestFiles.write(folder.resolve("haproxy.cfg"), config);
    return started(Program.installed("haproxy").with("-db", "-f", file), port, "https://");
  }

  /// nghttpx that terminates TLS, with HTTP/1.1 and HTTP/2, in front of another proxy.
  public static ThirdPartyProxy nghttpx(LoopbackCertificate certificate, ThirdPartyProxy behind) {
    int port = FreePorts.free();
    Endpoint address = behind.address();
    return started(
        Program.installed("nghttpx")
            .with("-f127.0.0.1," + port, "-b127.0.0.1," + address.port())
            .with("--http2-proxy", "--workers=1", "--conf=/dev/null")
            .with("--backend-connections-per-host=100")
            .with(certificate.key(), certificate.file()),
        port,
        "https://");
  }

  private static ThirdPartyProxy started(Program program, int port, String beforeAddress) {
    ThirdPartyProxy proxy =
        new ThirdPartyProxy(program.start(), beforeAddress + "127.0.0.1:" + port);
    Await.until(
        proxy.url() + " is served",
        () -> {
          if (!proxy.running().isAlive()) {
            throw new AssertionError("it ended: " + proxy.running().err());
          }
          return FreePorts.accepts(port);
        });
    return proxy;
  }

  private Endpoint address() {
    return Endpoint.parse(url.replaceFirst(".*[/@]", ""));
  }

  @Override
  public void close() {
    running.close();
  }
}
