package io.heddle.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.address.Cidr;
import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.dial.Resolver;
import io.heddle.outbound.BlockOutbound;
import io.heddle.request.ResolvePolicy;
import io.heddle.route.Matcher;
import io.heddle.route.Router.Route;
import io.heddle.route.Rule;
import io.heddle.support.Associated;
import io.heddle.support.DatagramPeer;
import io.heddle.support.ProxyUnderTest;
import io.heddle.udp.DropReason;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Datagrams to names.
@Tag("conversation")
class DatagramNameTest {
  private static final Duration LONG = Duration.ofSeconds(30);

  private final DatagramPeer server = DatagramPeer.open();
  private final AtomicInteger lookups = new AtomicInteger();
  private final CountDownLatch answer = new CountDownLatch(1);

  @AfterEach
  void close() {
    server.close();
  }

  private Endpoint named(String name) {
    return new Endpoint(Host.parse(name), server.address().port());
  }

  /// Knows one name, at once.
  private InetAddress[] known(String name) throws UnknownHostException {
    lookups.incrementAndGet();
    if (!name.equals("server.example")) {
      throw new UnknownHostException(name);
    }
    return new InetAddress[] {InetAddress.ofLiteral("127.0.0.1")};
  }

  /// The same, but not before [#answer].
  private InetAddress[] knownLater(String name) throws UnknownHostException {
    try {
      answer.await();
    } catch (InterruptedException e) {
      throw new UnknownHostException(name);
    }
    return known(name);
  }

  @Test
  void aNameIsLookedUpOnce() {
    try (var proxy = ProxyUnderTest.with().lookup(this::known, LONG).start();
        var client = Associated.with(proxy)) {
      for (int i = 0; i < 3; i++) {
        client.sends("ping", named("server.example"));
        server.sendsText("pong", server.receivesText("ping").from());
        client.receives("pong", server.address());
      }
      assertEquals(1, lookups.get());
    }
  }

  @Test
  void aNameIsLookedUpAgainWhenItsAddressIsOld() {
    try (var proxy =
            ProxyUnderTest.with()
                .lookup(this::known, LONG)
                .lookupLifetime(Duration.ZERO)
                .udpTimes(LONG, LONG, Duration.ZERO)
                .start();
        var client = Associated.with(proxy)) {
      for (int i = 0; i < 3; i++) {
        client.sends("ping", named("server.example"));
        server.receivesText("ping");
      }
      assertEquals(3, lookups.get());
    }
  }

  /// Datagrams to a name that is not known yet arrive in their order once it is, and no other
  /// datagram waits for it.
  private void waitsForItsNameAlone(Associated client) {
    for (int i = 0; i < 10; i++) {
      client.sends("to the name, " + i, named("server.example"));
    }
    client.echoes(server);
    answer.countDown();
    for (int i = 0; i < 10; i++) {
      server.receivesText("to the name, " + i);
    }
  }

  @Test
  void aSlowLookUpDelaysNoOtherDatagramAndKeepsTheOrderOfItsOwn() {
    try (var proxy = ProxyUnderTest.with().lookup(this::knownLater, LONG).start();
        var client = Associated.with(proxy)) {
      waitsForItsNameAlone(client);
      assertEquals(1, lookups.get());
    }
  }

  @Test
  void aRuleThatNeedsANameResolvedDelaysNoOtherDatagram() {
    Matcher cidrs = new Matcher.Cidrs(Set.of(Cidr.parse("192.0.2.0/24")), ResolvePolicy.IF_NEEDED);
    Rule rule = new Rule(List.of(cidrs), new Route("rules[0]", BlockOutbound.NAME));
    try (var proxy = ProxyUnderTest.with().rules(rule).lookup(this::knownLater, LONG).start();
        var client = Associated.with(proxy)) {
      waitsForItsNameAlone(client);
      client.sends("blocked", Endpoint.parse("192.0.2.1:53")).echoes(server);
      assertEquals(1, proxy.datagrams().drops(DropReason.BLOCKED));
    }
  }

  /// The name has an allowed address at first, and a blocked one at each lookup after it.
  @Test
  void theRulesDecideAboutEachAddressOfANameThatChanges() {
    Matcher cidrs = new Matcher.Cidrs(Set.of(Cidr.parse("127.0.0.2/32")), ResolvePolicy.IF_NEEDED);
    Rule rule = new Rule(List.of(cidrs), new Route("rules[0]", BlockOutbound.NAME));
    Resolver.Lookup changing =
        _ ->
            new InetAddress[] {
              InetAddress.ofLiteral(lookups.getAndIncrement() == 0 ? "127.0.0.1" : "127.0.0.2")
            };
    try (var proxy =
            ProxyUnderTest.with()
                .rules(rule)
                .lookup(changing, LONG)
                .lookupLifetime(Duration.ZERO)
                .udpTimes(LONG, LONG, Duration.ZERO)
                .start();
        var client = Associated.with(proxy)) {
      client.sends("first", named("server.example"));
      server.receivesText("first");
      client.sends("second", named("server.example"));
      proxy.awaitDrops(DropReason.BLOCKED, 1);
      assertEquals(2, lookups.get());
    }
  }

  @Test
  void noMoreThanAFewWaitForNames() {
    String large = "x".repeat(60_000);
    try (var proxy = ProxyUnderTest.with().lookup(this::knownLater, LONG).start();
        var client = Associated.with(proxy)) {
      for (int i = 0; i < 6; i++) {
        client.sends(large, named("server.example"));
      }
      client.echoes(server);
      assertEquals(2, proxy.datagrams().drops(DropReason.QUEUE_FULL));
      answer.countDown();
      server.receivesText(large);
    }
  }

  @Test
  void noMoreThanAFewNamesAreLookedUpAtOnce() {
    try (var proxy = ProxyUnderTest.with().lookup(this::knownLater, LONG).start();
        var client = Associated.with(proxy)) {
      for (int i = 0; i < 20; i++) {
        client.sends("hello", named("n" + i + ".example"));
      }
      client.echoes(server);
      assertEquals(4, proxy.datagrams().drops(DropReason.QUEUE_FULL));
      answer.countDown();
      proxy.awaitDrops(DropReason.UNRESOLVED, 16);
    }
  }

  @Test
  void whatIsForAnUnknownNameIsDropped() {
    try (var proxy = ProxyUnderTest.with().lookup(this::known, LONG).start();
        var client = Associated.with(proxy)) {
      client.sends("one", named("nobody.example")).sends("two", named("nobody.example"));
      proxy.awaitDrops(DropReason.UNRESOLVED, 2);
      client.echoes(server);
    }
  }

  @Test
  void aNameForTheProxyItselfIsALoop() {
    try (var proxy = ProxyUnderTest.with().lookup(this::known, LONG).start();
        var client = Associated.with(proxy)) {
      client.sends("loop", new Endpoint(Host.parse("server.example"), client.relay().port()));
      proxy.awaitDrops(DropReason.LOOP, 1);
      client.echoes(server);
    }
  }

  @Test
  void anAssociationEndsInTheMiddleOfALookUp() {
    try (var proxy = ProxyUnderTest.with().lookup(this::knownLater, LONG).start();
        var client = Associated.with(proxy)) {
      client.sends("hello", named("server.example")).echoes(server);
      client.control().ends().receivesEnd();
    } finally {
      answer.countDown();
    }
  }
}
