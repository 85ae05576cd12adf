package io.heddle.conversation;

import io.heddle.outbound.BlockOutbound;
import io.heddle.request.InboundProtocol.TorResolve;
import io.heddle.support.Origin;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.StubLookup;
import io.heddle.support.TestOutbounds;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Tor's commands RESOLVE (F0) and RESOLVE_PTR (F1) of SOCKS 5, as tor-resolve sends them (socks
/// extensions of Tor, section 2).
@Tag("conversation")
class TorResolveTest {
  private final StubLookup names =
      new StubLookup()
          .knows("ab.cd", "192.0.2.7", "2001:db8::7")
          .knows("six.cd", "2001:db8::7")
          .knowsName("192.0.2.7", "ab.cd")
          .knowsName("192.0.2.8", "no name\0")
          .knowsName("2001:db8::7", "Six.CD.");

  @AfterEach
  void close() {
    names.close();
  }

  private ProxyUnderTest.Settings answering() {
    return ProxyUnderTest.with().lookup(names, Duration.ofSeconds(5)).torResolve(TorResolve.ANSWER);
  }

  private static void isAnswered(ProxyUnderTest proxy, String request, String reply) {
    try (var client = proxy.client()) {
      client.sends("05 01 00").receives("05 00");
      client.sends("05 " + request).receivesAtOnce("05 " + reply).receivesEnd();
    }
  }

  @ParameterizedTest
  @CsvSource({
    // RESOLVE of a name with IPv4 and IPv6, of one with IPv6, of addresses; the port means nothing.
    "f0 00 03 05 61 62 2e 63 64 00 00, 00 00 01 c0 00 02 07 00 00",
    "f0 00 03 05 61 62 2e 63 64 01 bb, 00 00 01 c0 00 02 07 00 00",
    "f0 00 03 06 73 69 78 2e 63 64 00 00,"
        + " 00 00 04 20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 07 00 00",
    "f0 00 01 c0 00 02 09 00 00, 00 00 01 c0 00 02 09 00 00",
    "f0 00 03 09 31 39 32 2e 30 2e 32 2e 39 00 00, 00 00 01 c0 00 02 09 00 00",
    "f0 00 03 01 78 00 00, 04 00 01 00 00 00 00 00 00",
    // RESOLVE_PTR
    "f1 00 01 c0 00 02 07 00 00, 00 00 03 05 61 62 2e 63 64 00 00",
    "f1 00 04 20 01 0d b8 00 00 00 00 00 00 00 00 00 00 00 07 00 00,"
        + " 00 00 03 06 73 69 78 2e 63 64 00 00",
    "f1 00 01 c0 00 02 09 00 00, 04 00 01 00 00 00 00 00 00",
    "f1 00 01 c0 00 02 08 00 00, 04 00 01 00 00 00 00 00 00",
    "f1 00 03 05 61 62 2e 63 64 00 00, 08 00 01 00 00 00 00 00 00",
    // A command that nobody knows.
    "f2 00 01 c0 00 02 07 00 50, 07 00 01 00 00 00 00 00 00",
  })
  void aLookupIsAnswered(String request, String reply) {
    try (var proxy = answering().start()) {
      isAnswered(proxy, request, reply);
    }
  }

  @Test
  void aLookupThatTakesTooLongIsToldSo() {
    try (var proxy = answering().lookup(names, Duration.ofMillis(50)).start()) {
      isAnswered(proxy, "f0 00 03 05 73 74 75 63 6b 00 00", "06 00 01 00 00 00 00 00 00");
    }
  }

  @Test
  void theRulesHold() {
    try (var proxy = answering().fallback(BlockOutbound.NAME).start()) {
      isAnswered(proxy, "f0 00 03 05 61 62 2e 63 64 00 00", "02 00 01 00 00 00 00 00 00");
    }
  }

  @Test
  void anUpstreamProxyIsNotAsked() {
    try (var upstream = Origin.start();
        var proxy = answering().through(TestOutbounds.socks5(upstream.address())).start()) {
      isAnswered(proxy, "f0 00 03 05 61 62 2e 63 64 00 00", "07 00 01 00 00 00 00 00 00");
      upstream.hasNoConnection();
    }
  }

  @Test
  void theyAreLikeConnectByDefault() {
    try (var origin = Origin.start();
        var proxy = ProxyUnderTest.start();
        var client = proxy.client()) {
      client.sends("05 01 00").receives("05 00");
      client.sends("05 f0 00 01 7f 00 00 01 " + origin.portHex());
      try (var server = origin.accept()) {
        client.receives("05 00 00 01 7f 00 00 01").receivesBytes(2);
        server.sendsText("hello");
        client.receivesText("hello");
      }
      isAnswered(proxy, "f0 00 01 7f 00 00 01 00 00", "01 00 01 00 00 00 00 00 00");
    }
  }
}
