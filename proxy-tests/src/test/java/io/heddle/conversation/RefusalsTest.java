package io.heddle.conversation;

import io.heddle.outbound.BlockOutbound;
import io.heddle.support.Origin;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.StubLookup;
import io.heddle.support.UnresponsiveOrigin;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What clients of all protocols are told when there is no way to their target.
@Tag("conversation")
class RefusalsTest {

  /// The answers to one cause.
  ///
  /// @param socks5 REP
  /// @param http status and phrase
  /// @param error the type of RFC 9209
  private record Answers(String socks5, String http, String error) {
    static final Answers NOT_ALLOWED = new Answers("02", "403 Forbidden", "http_request_denied");
    static final Answers LOOP = new Answers("02", "502 Bad Gateway", "proxy_loop_detected");
    static final Answers NO_NETWORK =
        new Answers("03", "502 Bad Gateway", "destination_ip_unroutable");
    static final Answers NO_NAME = new Answers("04", "502 Bad Gateway", "dns_error");
    static final Answers REFUSED = new Answers("05", "502 Bad Gateway", "connection_refused");
    static final Answers CONNECT_TIMEOUT =
        new Answers("06", "504 Gateway Timeout", "connection_timeout");
    static final Answers DNS_TIMEOUT = new Answers("06", "504 Gateway Timeout", "dns_timeout");
  }

  /// Asks for `host:port` in all protocols; each time the answer comes in one piece, once, and the
  /// stream ends.
  private static void isTold(
      ProxyUnderTest proxy, String host, int port, Answers answers, String sentence) {
    byte[] name = host.getBytes(StandardCharsets.US_ASCII);
    String nameHex = HexFormat.ofDelimiter(" ").formatHex(name);
    String portHex = "%02x %02x".formatted(port >> 8, port & 0xff);
    try (var client = proxy.client()) {
      client
          .sends("04 01 " + portHex + " 00 00 00 01 00 " + nameHex + " 00")
          .receivesAtOnce("00 5b 00 00 00 00 00 00")
          .receivesEnd();
    }
    try (var client = proxy.client()) {
      client.sends("05 01 00").receivesAtOnce("05 00");
      client
          .sends("05 01 00 03 %02x %s %s".formatted(name.length, nameHex, portHex))
          .receivesAtOnce("05 " + answers.socks5() + " 00 01 00 00 00 00 00 00")
          .receivesEnd();
    }
    String body = "heddle: " + sentence + "\n";
    try (var client = proxy.client()) {
      client
          .sendsText("CONNECT %s:%d HTTP/1.1\r\nHost: x\r\n\r\n".formatted(host, port))
          .receivesTextAtOnce(
              """
              HTTP/1.1 %s: %s\r
              Proxy-Status: heddle; error=%s; details="%s"\r
              Content-Type: text/plain; charset=utf-8\r
              Content-Length: %d\r
              Connection: close\r
              \r
              %s\
              """
                  .formatted(
                      answers.http(), sentence, answers.error(), sentence, body.length(), body))
          .receivesEnd();
    }
  }

  @Test
  void aRuleBlocks() {
    try (var proxy = ProxyUnderTest.with().fallback(BlockOutbound.NAME).start()) {
      isTold(
          proxy,
          "ads.example",
          443,
          Answers.NOT_ALLOWED,
          "the rules of this proxy block ads.example:443");
    }
  }

  @Test
  void theTargetRefuses() {
    int port = Origin.closedPort().port();
    try (var proxy = ProxyUnderTest.start()) {
      isTold(
          proxy,
          "127.0.0.1",
          port,
          Answers.REFUSED,
          "127.0.0.1:" + port + " refused the connection");
    }
  }

  @Test
  void theNetworkIsUnreachable() {
    // The broadcast address of the loopback network: the kernel refuses before it sends.
    try (var proxy = ProxyUnderTest.start()) {
      isTold(
          proxy,
          "127.255.255.255",
          80,
          Answers.NO_NETWORK,
          "the network of 127.255.255.255:80 is unreachable");
    }
  }

  @Test
  void theNameDoesNotExist() {
    try (var proxy =
        ProxyUnderTest.with().lookup(new StubLookup(), Duration.ofSeconds(5)).start()) {
      isTold(proxy, "nowhere.test", 80, Answers.NO_NAME, "no address found for nowhere.test");
    }
  }

  @Test
  void theNameIsNotResolvedInTime() {
    try (var names = new StubLookup();
        var proxy = ProxyUnderTest.with().lookup(names, Duration.ofMillis(200)).start()) {
      isTold(
          proxy,
          "stuck.test",
          80,
          Answers.DNS_TIMEOUT,
          "no answer in time about the name stuck.test");
    }
  }

  @Test
  void theTargetDoesNotAnswer() {
    try (var deaf = UnresponsiveOrigin.start("127.0.0.1", 0);
        var proxy = ProxyUnderTest.with().connect(Duration.ofMillis(200)).start()) {
      int port = deaf.address().port();
      isTold(
          proxy,
          "127.0.0.1",
          port,
          Answers.CONNECT_TIMEOUT,
          "no answer in time from 127.0.0.1:" + port);
    }
  }

  @Test
  void eachAddressOfANameFailsInItsOwnWay() {
    int port = Origin.closedPort().port();
    var names = new StubLookup().knows("two.test", "127.255.255.255", "127.0.0.1");
    try (var proxy = ProxyUnderTest.with().lookup(names, Duration.ofSeconds(5)).start()) {
      isTold(
          proxy,
          "two.test",
          port,
          Answers.REFUSED,
          "the network of 127.255.255.255:%d is unreachable; 127.0.0.1:%d refused the connection"
              .formatted(port, port));
    }
  }

  @Test
  void theTargetIsThisProxy() {
    try (var proxy = ProxyUnderTest.start()) {
      int port = proxy.address().port();
      isTold(proxy, "127.0.0.1", port, Answers.LOOP, "127.0.0.1:" + port + " is this proxy itself");
    }
  }
}
