package io.heddle.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.support.AdminUnderTest;
import io.heddle.support.Associated;
import io.heddle.support.Await;
import io.heddle.support.DatagramPeer;
import io.heddle.support.Faults;
import io.heddle.support.HttpText;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.TunnelPeers;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// How what a fault has done is told: as a fault, ended by the proxy, through the outbound itself.
@Tag("conversation")
class FaultOutcomeTest {
  @AutoClose private final Origin origin = Origin.start();

  @AutoClose
  private final ProxyUnderTest proxy =
      ProxyUnderTest.with().rules(Faults.rule(Faults.resetAfter(10))).start();

  @AutoClose private final AdminUnderTest admin = AdminUnderTest.of(proxy);

  @Test
  void aTunnelIsEndedByTheFault() {
    try (var tunnel = TunnelPeers.open(proxy, origin)) {
      tunnel.client().sendsText("longer than ten");
      tunnel.client().receivesReset();
    }
    assertEndedByFault("socks5");
    assertTrue(
        admin
            .body("/metrics")
            .contains(
                "heddle_dial_duration_seconds_count{outbound=\"direct\",outcome=\"opened\"} 1"),
        () -> admin.body("/metrics"));
  }

  @Test
  void aRequestIsEndedByTheFault() {
    try (Peer client = proxy.client()) {
      client.sendsText(
          HttpText.message("GET http://" + origin.address() + "/ HTTP/1.1\nHost: a\n\n"));
      client.receivesReset();
    }
    assertEndedByFault("http");
  }

  @Test
  void anAssociationIsEndedByTheFaultAndHasItsPathAndDatagrams() {
    try (DatagramPeer server = DatagramPeer.open();
        var client = Associated.with(proxy)) {
      client.sends("half of it", server.address());
      client.control().receivesReset();
    }
    String request = assertEndedByFault("socks5");
    for (String field :
        new String[] {
          "\"method\":\"UDP\"",
          "\"target\":\"udp\"",
          "\"rule\":\"rules[0]\"",
          "\"outbound\":\"direct\"",
          "\"fault\":\"reset-after:10B\"",
          "\"datagrams-up\":",
          "\"datagrams-down\":0"
        }) {
      assertTrue(request.contains(field), () -> field + " in " + request);
    }
  }

  /// @return the requests that have ended, in JSON
  private String assertEndedByFault(String protocol) {
    Await.until("it has ended", () -> admin.body("/requests").contains("\"outcome\""));
    String request = admin.body("/requests");
    assertTrue(request.contains("\"outcome\":\"fault\""), request);
    assertTrue(request.contains("\"ended-by\":\"proxy\""), request);
    String counted = "heddle_requests_total{protocol=\"" + protocol + "\",outcome=\"fault\"} 1";
    assertEquals(1, admin.body("/metrics").lines().filter(counted::equals).count());
    return request;
  }
}
