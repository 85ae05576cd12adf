package io.heddle.interop;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.HeddleImage;
import io.heddle.support.LoopbackCertificate;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.SshServer;
import io.heddle.support.ThirdPartyProxy;
import io.heddle.support.TunnelPeers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Heddle through the proxies that people have.
@Tag("real-client")
class UpstreamsTest {
  @TempDir private Path folder;

  @Test
  void microsocks() {
    try (var upstream = ThirdPartyProxy.microsocks()) {
      carries(upstream, "");
    }
  }

  @Test
  void microsocksWithUser() {
    try (var upstream = ThirdPartyProxy.microsocksWithUser()) {
      carries(upstream, "");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"socks4", "socks5"})
  void dante(String scheme) {
    try (var upstream = ThirdPartyProxy.dante(folder, scheme)) {
      carries(upstream, "");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"socks5", "http"})
  void v2ray(String scheme) {
    try (var upstream = ThirdPartyProxy.v2ray(folder, scheme)) {
      carries(upstream, "");
    }
  }

  @Test
  void ssh() {
    try (var server = SshServer.start(folder);
        var upstream = ThirdPartyProxy.ssh(server)) {
      carries(upstream, "");
    }
  }

  @Test
  void squid() {
    try (var upstream = ThirdPartyProxy.squid(folder)) {
      carries(upstream, "");
    }
  }

  @Test
  void tinyproxy() {
    try (var upstream = ThirdPartyProxy.tinyproxy(folder)) {
      carries(upstream, "");
    }
  }

  @Test
  void haproxyInTlsBeforeSquid() {
    LoopbackCertificate certificate = LoopbackCertificate.make(folder);
    try (var squid = ThirdPartyProxy.squid(folder);
        var upstream = ThirdPartyProxy.haproxy(folder, certificate, squid)) {
      carries(upstream, ", tls: {ca: \"" + certificate.file() + "\"}");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"never", "required"})
  void nghttpxInTlsBeforeSquid(String http2) {
    LoopbackCertificate certificate = LoopbackCertificate.make(folder);
    try (var squid = ThirdPartyProxy.squid(folder);
        var upstream = ThirdPartyProxy.nghttpx(certificate, squid)) {
      carries(upstream, ", tls: {ca: \"" + certificate.file() + "\"}, http2: " + http2);
    }
  }

  @Test
  void fortyTunnelsOverOneConnectionToNghttpx() {
    LoopbackCertificate certificate = LoopbackCertificate.make(folder);
    try (var squid = ThirdPartyProxy.squid(folder);
        var upstream = ThirdPartyProxy.nghttpx(certificate, squid);
        var heddle =
            HeddleImage.start(
                folder,
                config(upstream, ", tls: {ca: \"" + certificate.file() + "\"}, http2: required"));
        var origin = Origin.start()) {
      List<TunnelPeers> tunnels = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        Peer client = heddle.client();
        client.sendsText("CONNECT localhost:" + origin.address().port() + " HTTP/1.1\r\n\r\n");
        Peer server = origin.accept();
        client.receivesHead();
        tunnels.add(new TunnelPeers(client, server));
      }
      for (TunnelPeers tunnel : tunnels) {
        tunnel.client().sendsText("x".repeat(100_000));
        tunnel.server().receivesText("x".repeat(100_000)).sendsText("y".repeat(100_000)).ends();
        tunnel.client().receivesText("y".repeat(100_000)).receivesEnd();
        tunnel.close();
      }
    }
  }

  @Test
  void aProxyWithoutHttp2IsRefusedWhereItIsRequired() {
    LoopbackCertificate certificate = LoopbackCertificate.make(folder);
    try (var squid = ThirdPartyProxy.squid(folder);
        var upstream = ThirdPartyProxy.haproxy(folder, certificate, squid);
        var heddle =
            HeddleImage.start(
                folder,
                config(upstream, ", tls: {ca: \"" + certificate.file() + "\"}, http2: required"));
        var client = heddle.client()) {
      client.sendsText("CONNECT localhost:80 HTTP/1.1\r\n\r\n");
      String head = client.receivesHead();
      assertTrue(head.contains("it does not speak HTTP/2, and the configuration requires"), head);
    }
  }

  @Test
  void aCertificateThatNobodyVouchesForIsRefused() {
    LoopbackCertificate certificate = LoopbackCertificate.make(folder);
    try (var squid = ThirdPartyProxy.squid(folder);
        var upstream = ThirdPartyProxy.haproxy(folder, certificate, squid);
        var heddle = HeddleImage.start(folder, config(upstream, ""));
        var client = heddle.client()) {
      client.sendsText("CONNECT localhost:80 HTTP/1.1\r\n\r\n");
      String head = client.receivesHead();
      assertTrue(head.contains("not signed by an authority that is trusted here"), head);
    }
  }

  @Test
  void oneThroughTheOther() {
    try (var near = ThirdPartyProxy.microsocks();
        var far = ThirdPartyProxy.tinyproxy(folder)) {
      String config =
          """
          inbounds: [{listen: "127.0.0.1:0"}]
          outbounds:
            near: {url: "%s"}
            far: {url: "%s", via: near}
            either: {first-available: [far]}
          default: either
          """
              .formatted(near.url(), far.url());
      try (var heddle = HeddleImage.start(folder, config)) {
        carries(heddle);
        heddle.logs(" via=either/far ");
      }
    }
  }

  private void carries(ThirdPartyProxy upstream, String settings) {
    try (var heddle = HeddleImage.start(folder, config(upstream, settings))) {
      carries(heddle);
      heddle.logs(" via=up ");
    }
  }

  private static String config(ThirdPartyProxy upstream, String settings) {
    return """
    inbounds: [{listen: "127.0.0.1:0"}]
    outbounds: {up: {url: "%s"%s}}
    default: up
    """
        .formatted(upstream.url(), settings);
  }

  /// A server that speaks first, both ways, and the end of what it sends.
  private static void carries(HeddleImage heddle) {
    try (var origin = Origin.start();
        Peer client = heddle.client()) {
      client.sendsText("CONNECT localhost:" + origin.address().port() + " HTTP/1.1\r\n\r\n");
      try (var server = origin.accept()) {
        server.sendsText("220 hello\r\n");
        client.receivesHead();
        client.receivesText("220 hello\r\n").sendsText("x".repeat(200_000));
        server.receivesText("x".repeat(200_000)).sendsText("y".repeat(200_000)).ends();
        client.receivesText("y".repeat(200_000)).receivesEnd();
      }
    }
  }
}
