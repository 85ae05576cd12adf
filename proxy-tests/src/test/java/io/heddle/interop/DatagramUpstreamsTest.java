package io.heddle.interop;

import io.heddle.address.Endpoint;
import io.heddle.support.Associated;
import io.heddle.support.Credentials;
import io.heddle.support.DatagramPeer;
import io.heddle.support.HeddleImage;
import io.heddle.support.ThirdPartyProxy;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Heddle's datagrams through the proxies that people have.
@Tag("real-client")
class DatagramUpstreamsTest {
  @TempDir private Path folder;

  @Test
  void dante() {
    try (var upstream = ThirdPartyProxy.dante(folder, "socks5")) {
      carries(upstream.url());
    }
  }

  @Test
  void v2ray() {
    try (var upstream = ThirdPartyProxy.v2ray(folder, "socks5")) {
      // It reads two kilobytes at a time, and cuts what is longer.
      carries("up: {url: \"" + upstream.url() + "\"}", 2000);
    }
  }

  @Test
  void heddle() {
    try (var upstream = HeddleImage.start()) {
      carries(upstream.url("socks5"));
    }
  }

  @Test
  void heddleWithUser() {
    Credentials user = new Credentials("alice", "s3cret");
    try (var upstream = HeddleImage.startFor(user, folder)) {
      carries(upstream.url("socks5", user));
    }
  }

  @Test
  void danteBehindHeddle() {
    try (var near = HeddleImage.start();
        var far = ThirdPartyProxy.dante(folder, "socks5")) {
      carries(
          """
          near: {url: "%s"}, up: {url: "%s", via: near}
          """
              .formatted(near.url("socks5"), far.url()),
          32_000);
    }
  }

  @Test
  void oneThatCarriesNoneIsNamedInTheLog() {
    try (var upstream = ThirdPartyProxy.microsocks();
        var heddle = start("up: {url: \"%s\"}".formatted(upstream.url()));
        var client = associated(heddle)) {
      client.sends("ping", Endpoint.parse("127.0.0.1:9"));
      heddle.logs(" socks5 udp rule=default via=up refused=\"COMMAND_NOT_SUPPORTED: upstream up (");
      client.control().ends().receivesEnd();
      heddle.logs(" dropped=no-relay:1 ");
    }
  }

  @Test
  void anHttpProxyIsNamedInTheLog() {
    try (var heddle = start("up: {url: \"http://127.0.0.1:9\"}");
        var client = associated(heddle)) {
      client.sends("ping", Endpoint.parse("127.0.0.1:9"));
      heddle.logs(" via=up refused=\"COMMAND_NOT_SUPPORTED: outbound up carries no datagrams\"");
    }
  }

  private void carries(String url) {
    carries("up: {url: \"" + url + "\"}", 65_497);
  }

  /// Datagrams of all sizes that fit, to an address and to a name.
  ///
  /// @param largest that all on the way let through
  private void carries(String outbounds, int largest) {
    try (var heddle = start(outbounds);
        var client = associated(heddle);
        var server = DatagramPeer.open()) {
      client.echoes(server).echoes(server);
      for (int size : new int[] {1, 1400, largest}) {
        String payload = "x".repeat(size);
        client.sends(payload, server.address());
        server.sendsText(payload, server.receivesText(payload).from());
        client.receives(payload, server.address());
      }
      client.sends("by name", Endpoint.parse("localhost:" + server.address().port()));
      server.receivesText("by name");
      client.control().ends().receivesEnd();
      heddle.logs(" via=up ");
    }
  }

  private HeddleImage start(String outbounds) {
    return HeddleImage.start(
        folder,
        """
        inbounds: [{listen: "127.0.0.1:0"}]
        outbounds: {%s}
        default: up
        """
            .formatted(outbounds));
  }

  private static Associated associated(HeddleImage heddle) {
    return Associated.request(heddle.client(), DatagramPeer.open(), "00 01 00000000 0000");
  }
}
