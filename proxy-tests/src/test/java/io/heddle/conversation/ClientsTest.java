package io.heddle.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.address.Cidr;
import io.heddle.inbound.TransportSettings;
import io.heddle.request.ProxyProtocolMode;
import io.heddle.support.Await;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.SelfSignedCertificate;
import io.heddle.support.TlsListenerSettings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Listeners that serve the clients of some networks only.
@Tag("conversation")
class ClientsTest {
  private static final String HEADER = "PROXY TCP4 %s 198.51.100.1 56324 1080\r\n";

  private static TransportSettings only(String... blocks) {
    return new TransportSettings(cidrs(blocks), ProxyProtocolMode.OFF, Optional.empty());
  }

  private static List<Cidr> cidrs(String... blocks) {
    return Stream.of(blocks).map(Cidr::parse).toList();
  }

  private static ProxyUnderTest serving(TransportSettings clients) {
    return ProxyUnderTest.with().entrance(clients).start();
  }

  private static long rejected(ProxyUnderTest proxy) {
    return proxy.server().connections().rejected().count();
  }

  @Test
  void aClientOfTheListIsServed() {
    try (var proxy = serving(only("172.16.0.0/12", "127.0.0.0/8"));
        var client = proxy.client()) {
      client.sends("05 01 00").receives("05 00");
      assertEquals(0, rejected(proxy));
    }
  }

  @Test
  void anotherIsClosedBeforeAnyByte() {
    try (var proxy = serving(only("172.16.0.0/12"));
        var client = proxy.client()) {
      client.receivesEndOrReset();
      assertEquals(1, rejected(proxy));
      assertEquals(0, proxy.server().connections().accepted());
    }
  }

  @Test
  void anotherIsClosedBeforeTheTlsHandshake(@TempDir Path folder) {
    TransportSettings tls =
        TlsListenerSettings.of(SelfSignedCertificate.of(folder, "ip:127.0.0.1"));
    var settings = new TransportSettings(cidrs("172.16.0.0/12"), ProxyProtocolMode.OFF, tls.tls());
    try (var proxy = serving(settings);
        var client = proxy.client()) {
      client.receivesEndOrReset();
      assertEquals(1, rejected(proxy));
    }
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.0/8, 5", "0.0.0.0/0, 5", "::1, -1", "::/0, -1"})
  void anIpv4ClientOfAnIpv6ListenerIsMatchedAsIpv4(String block, int reply) {
    try (var proxy = ProxyUnderTest.with().listen("[::]:0").entrance(only(block)).start();
        var client = new Socket(InetAddress.ofLiteral("127.0.0.1"), proxy.address().port())) {
      client.setSoTimeout(10_000);
      assertEquals(reply, firstByteOfReply(client));
    } catch (IOException e) {
      throw new AssertionError("no connection", e);
    }
  }

  /// The first byte of the answer to a SOCKS 5 greeting; -1 if there is none.
  private static int firstByteOfReply(Socket client) {
    try {
      client.getOutputStream().write(new byte[] {5, 1, 0});
      return client.getInputStream().read();
    } catch (IOException e) {
      return -1;
    }
  }

  /// The address of the load balancer does not count.
  @Test
  void behindALoadBalancerTheClientIsTheOneInTheHeader() {
    var settings =
        new TransportSettings(cidrs("192.0.2.0/24"), ProxyProtocolMode.REQUIRED, Optional.empty());
    try (var proxy = serving(settings)) {
      try (var client = proxy.client()) {
        client.sendsText(HEADER.formatted("192.0.2.1")).sends("05 01 00").receives("05 00");
      }
      try (var client = proxy.client()) {
        client.sendsText(HEADER.formatted("203.0.113.1")).sends("05 01 00").receivesEndOrReset();
      }
      try (var client = proxy.client()) {
        client.sendsText("PROXY UNKNOWN\r\n").sends("05 01 00").receivesEndOrReset();
      }
      Await.until("both are counted", () -> rejected(proxy) == 2);
    }
  }

  @Test
  void aReloadChangesWhoMayComeAndLeavesWhoIsThere() {
    try (var proxy = serving(only("127.0.0.0/8"));
        var early = proxy.client()) {
      early.sends("05 01 00").receives("05 00");
      proxy.reload(ProxyUnderTest.with().entrance(only("172.16.0.0/12")));
      try (var late = proxy.client()) {
        late.receivesEndOrReset();
      }
      early.sends("05 01 00 01 00 00 00 00 00 00").receives("05 01");
    }
  }
}
