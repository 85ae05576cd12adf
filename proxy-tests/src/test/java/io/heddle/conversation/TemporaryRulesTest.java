package io.heddle.conversation;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.address.PortRange;
import io.heddle.app.AppException;
import io.heddle.app.TemporaryRules;
import io.heddle.app.TemporaryRules.TemporaryRule;
import io.heddle.config.RuleConfig;
import io.heddle.config.file.ConfigFile;
import io.heddle.config.file.RuleText;
import io.heddle.outbound.BlockOutbound;
import io.heddle.route.Matcher;
import io.heddle.route.Router.Route;
import io.heddle.route.Rule;
import io.heddle.support.Origin;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.TestOutbounds;
import io.heddle.support.TunnelPeers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Temporary rules of a proxy that runs, by a clock that the test owns.
@Tag("conversation")
class TemporaryRulesTest {
  private static final Optional<Duration> TEN_MINUTES = Optional.of(Duration.ofMinutes(10));
  private static final Optional<Duration> NO_END = Optional.empty();

  @TempDir private static Path folder;
  @AutoClose private final Origin origin = Origin.start();
  @AutoClose private final ProxyUnderTest proxy = ProxyUnderTest.start();

  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private final TemporaryRules rules =
      new TemporaryRules(
          proxy.server(),
          new InstantSource() {
            @Override
            public Instant instant() {
              return now;
            }
          },
          Map::of);

  /// Rule for the port of the origin.
  private RuleConfig to(String outbound) {
    return assertDoesNotThrow(() -> {
      Path file = folder.resolve("heddle.yaml");
      Files.writeString(file, "outbounds: {up: {url: \"http://127.0.0.1:1\"}}\n");
      return RuleText.parse(
          "{ports: [" + origin.address().port() + "], to: " + outbound + "}",
          folder,
          _ -> Optional.empty(),
          ConfigFile.load(file, _ -> Optional.empty()));
    });
  }

  private void connects(ProxyUnderTest through) {
    TunnelPeers.open(through, origin).close();
  }

  private void isBlocked(ProxyUnderTest through) {
    try (var client = through.client()) {
      client
          .sendsText("CONNECT " + origin.address() + " HTTP/1.1\r\n\r\n")
          .receivesText("HTTP/1.1 403");
    }
  }

  private long hits(TemporaryRule rule) {
    return proxy.server().configuration().routing().hits().of(rule.name());
  }

  @Test
  void aRuleDecidesNewRequestsUntilItsEndWhileOpenTunnelsGoOn() throws Exception {
    try (var before = TunnelPeers.open(proxy, origin)) {
      TemporaryRule rule = rules.add(to(BlockOutbound.NAME), TEN_MINUTES);
      isBlocked(proxy);
      isBlocked(proxy);
      assertEquals(2, hits(rule));
      before.client().sendsText("still here");
      before.server().receivesText("still here");

      now = now.plus(Duration.ofMinutes(10)).minusMillis(1);
      rules.removeEnded();
      assertEquals(Optional.of(Duration.ofMillis(1)), rules.timeLeft(rule));
      isBlocked(proxy);
      now = now.plusMillis(1);
      rules.removeEnded();
      connects(proxy);
      assertEquals(List.of(), rules.all());
    }
  }

  @Test
  void aKeptConnectionTakesItsNextRequestByTheNewRule() throws Exception {
    try (var client = proxy.client()) {
      String get = "GET http://%s/ HTTP/1.1\r\nHost: %1$s\r\n\r\n".formatted(origin.address());
      String ok = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
      client.sendsText(get);
      try (var server = origin.accept()) {
        server.receivesHead();
        server.sendsText(ok);
        client.receivesText(ok);
        TemporaryRule rule = rules.add(to(BlockOutbound.NAME), NO_END);
        client.sendsText(get).receivesText("HTTP/1.1 403");
        assertEquals("temporary#1", rule.name());
        assertEquals(
            Optional.of("temporary#1"), proxy.server().metrics().failures().getFirst().rule());
      }
    }
  }

  @Test
  void theNewestRuleIsTheFirst() throws Exception {
    rules.add(to(BlockOutbound.NAME), NO_END);
    isBlocked(proxy);
    TemporaryRule second = rules.add(to("direct"), NO_END);
    connects(proxy);
    assertTrue(rules.remove(second.number()));
    isBlocked(proxy);
    assertFalse(rules.remove(second.number()), "it is gone");
    assertTrue(rules.remove(1));
    connects(proxy);
    assertEquals("temporary#3", rules.add(to("direct"), NO_END).name(), "no number comes twice");
  }

  @Test
  void aRuleSurvivesAReload() throws Exception {
    rules.add(to("direct"), NO_END);
    proxy.reload(ProxyUnderTest.with().rules(new Rule(List.of(port()), block())));
    connects(proxy);
    rules.remove(1);
    isBlocked(proxy);
  }

  private Matcher port() {
    int port = origin.address().port();
    return new Matcher.Ports(Set.of(new PortRange(port, port)));
  }

  private static Route block() {
    return new Route("rules[0]", BlockOutbound.NAME);
  }

  @Test
  void aRuleWithoutItsOutboundIsSuspendedUntilTheOutboundIsBack() throws Exception {
    try (var upstream = Origin.start()) {
      var withUpstream = ProxyUnderTest.with().through(TestOutbounds.http(upstream.address()));
      proxy.reload(withUpstream);
      TemporaryRule rule = rules.add(to("up"), NO_END);
      assertEquals(Optional.empty(), rules.missing(rule));
      proxy.reload(ProxyUnderTest.with());
      assertEquals(Optional.of("outbound up"), rules.missing(rule));
      connects(proxy);
      proxy.reload(withUpstream);
      assertEquals(Optional.empty(), rules.missing(rule));
      try (var client = proxy.client()) {
        client.sendsText("CONNECT " + origin.address() + " HTTP/1.1\r\n\r\n");
        upstream.accept().close();
        client.receivesText("HTTP/1.1 502");
      }
    }
  }

  @Test
  void tooManyRulesAndTimesWithoutSenseAreRefused() throws Exception {
    for (Duration wrong :
        List.of(Duration.ZERO, Duration.ofSeconds(-1), TemporaryRules.LONGEST.plusMillis(1))) {
      assertThrows(AppException.class, () -> rules.add(to("direct"), Optional.of(wrong)));
    }
    for (int i = 0; i < TemporaryRules.LIMIT; i++) {
      rules.add(to("direct"), NO_END);
    }
    var e = assertThrows(AppException.class, () -> rules.add(to("direct"), NO_END));
    assertTrue(e.getMessage().contains("there are 1000 temporary rules"), e.getMessage());
    connects(proxy);
  }
}
