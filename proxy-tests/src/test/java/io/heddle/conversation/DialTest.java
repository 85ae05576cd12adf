package io.heddle.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.address.Endpoint;
import io.heddle.dial.Dialer;
import io.heddle.server.connection.LiveRequest;
import io.heddle.support.Await;
import io.heddle.support.JvmResources;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.StubLookup;
import io.heddle.support.TunnelPeers;
import io.heddle.support.UnresponsiveOrigin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// How targets are found and reached, and what a search for one does to others.
@Tag("conversation")
class DialTest {
  private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

  private final Origin origin = Origin.start();
  private final StubLookup names = new StubLookup();

  @AfterEach
  void close() {
    names.close();
    origin.close();
  }

  private ProxyUnderTest start() {
    return ProxyUnderTest.with().lookup(names, Duration.ofSeconds(10)).start();
  }

  private int port() {
    return origin.address().port();
  }

  private static Peer asksFor(ProxyUnderTest proxy, String host, int port) {
    byte[] name = host.getBytes(StandardCharsets.US_ASCII);
    return proxy
        .client()
        .sends("05 01 00")
        .receives("05 00")
        .sends(
            "05 01 00 03 %02x %s %02x %02x"
                .formatted(name.length, HEX.formatHex(name), port >> 8, port & 0xff));
  }

  private static void reaches(Origin origin, Peer client) {
    try (client;
        Peer server = origin.accept()) {
      client.receives("05 00 00 01 " + ipHex(server) + " " + TunnelPeers.portHex(server));
      client.sendsText("ping");
      server.receivesText("ping");
    }
  }

  private static String ipHex(Peer server) {
    return HEX.formatHex(server.socket().getInetAddress().getAddress());
  }

  private static void isRefused(Peer client, String code) {
    try (client) {
      client.receives("05 " + code + " 00 01 00 00 00 00 00 00").receivesEnd();
    }
  }

  @Test
  void noProtocolAnswersBeforeTheDialHasEnded() {
    names.knows("stuck.test", "127.0.0.1");
    String nameHex = "73 74 75 63 6b 2e 74 65 73 74";
    try (var proxy = start();
        var socks4 = proxy.client();
        var http = proxy.client();
        var socks5 = asksFor(proxy, "stuck.test", port())) {
      socks4.sends("04 01 " + origin.portHex() + " 00 00 00 01 00 " + nameHex + " 00");
      http.sendsText("CONNECT stuck.test:" + port() + " HTTP/1.1\r\n\r\n");
      Await.until("all are dialling", () -> dialling(proxy) == 3 && names.underWay() == 1);
      socks4.hasReceivedNothing();
      http.hasReceivedNothing();
      socks5.hasReceivedNothing();
      names.release();
      assertEquals(0x5a, socks4.receivesBytes(8)[1]);
      http.receivesTextAtOnce("HTTP/1.1 200 Connection established\r\n\r\n");
      assertEquals(0, socks5.receivesBytes(10)[1]);
    }
  }

  private static long dialling(ProxyUnderTest proxy) {
    return proxy.server().connections().all().stream()
        .filter(live -> live.current().flatMap(LiveRequest::route).isPresent())
        .count();
  }

  @Test
  void aClientThatLeavesEndsItsDial() {
    int port = Origin.closedPort().port();
    try (var proxy = ProxyUnderTest.with().connect(Duration.ofMinutes(1)).start();
        var deaf = UnresponsiveOrigin.start("127.0.0.2", port);
        var http = proxy.client()) {
      http.sendsText("GET http://%s/ HTTP/1.1\r\nHost: x\r\n\r\n".formatted(deaf.address()));
      Peer socks = asksFor(proxy, "127.0.0.2", port);
      Await.until("both are dialling", () -> dialling(proxy) == 2);
      http.resets();
      socks.resets();
      Await.until("both are gone", () -> proxy.server().connections().count() == 0);
    }
  }

  /// A name that makes the proxy connect to all who are in it.
  @Test
  void aNameWithManySilentAddressesTakesFewSockets() {
    String[] addresses =
        IntStream.rangeClosed(1, 200).mapToObj(i -> "127.0.7." + i).toArray(String[]::new);
    names.knows("many.test", addresses);
    try (var proxy =
            ProxyUnderTest.with()
                .lookup(names, Duration.ofSeconds(10))
                .connect(Duration.ofMinutes(1))
                .start();
        var deaf = UnresponsiveOrigin.start("0.0.0.0", 0);
        Peer _ = asksFor(proxy, "many.test", deaf.address().port())) {
      Set<String> tried = new HashSet<>();
      Await.until(
          "it tries the twelfth",
          () -> {
            List<String> open = connecting("07007F:%04X".formatted(deaf.address().port()));
            assertTrue(open.size() <= 8, () -> "open at once: " + open);
            tried.addAll(open);
            return tried.size() >= 12;
          });
      assertTrue(Dialer.extraAttempts() > 0);
    }
    Await.until("none of them is left", () -> Dialer.extraAttempts() == 0);
  }

  /// The remote addresses of the sockets that wait for an answer, in the form of `/proc/net/tcp`.
  private static List<String> connecting(String suffix) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/net/tcp"))) {
      return lines
          .map(line -> line.strip().split("\\s+"))
          .filter(columns -> columns[3].equals("02") && columns[2].endsWith(suffix))
          .map(columns -> columns[2])
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void theFirstOfTwoAddressesIsPreferred() {
    names.knows("two.test", "127.0.0.1", "127.0.0.2");
    try (var proxy = start();
        var other = Origin.start("127.0.0.2", port())) {
      reaches(origin, asksFor(proxy, "two.test", other.address().port()));
    }
  }

  @Test
  void anAddressThatRefusesIsNoObstacle() {
    names.knows("two.test", "127.0.0.2", "127.0.0.1");
    try (var proxy = start()) {
      reaches(origin, asksFor(proxy, "two.test", port()));
    }
  }

  @Test
  void anAddressOfAnotherFamilyThatRefusesIsNoObstacle() {
    names.knows("two.test", "::1", "127.0.0.1");
    try (var proxy = start()) {
      reaches(origin, asksFor(proxy, "two.test", port()));
    }
  }

  @Test
  void anAddressThatDoesNotAnswerCostsOnlyAMoment() {
    names.knows("three.test", "127.0.0.2", "127.0.0.3", "127.0.0.1");
    try (var proxy = start();
        var deaf = UnresponsiveOrigin.start("127.0.0.2", port());
        var deafToo = UnresponsiveOrigin.start("127.0.0.3", port())) {
      long start = System.nanoTime();
      reaches(origin, asksFor(proxy, "three.test", deafToo.address().port()));
      assertEquals(deaf.address().port(), deafToo.address().port());
      assertTrue(System.nanoTime() - start < Duration.ofSeconds(5).toNanos());
    }
  }

  @Test
  void anAddressThatAnswersLateStillWins() {
    names.knows("two.test", "127.0.0.2", "127.0.0.1");
    int port = Origin.closedPort().port();
    try (var proxy = start();
        var deaf = UnresponsiveOrigin.start("127.0.0.2", port);
        var client = asksFor(proxy, "two.test", port)) {
      // The second refuses meanwhile; the kernel of the first asks again and again.
      assertEquals(4, deaf.startsAccepting(client).receivesBytes(4).length);
    }
  }

  @Test
  void everyFailureOfANameIsATimeoutIfAllAddressesAreDeaf() {
    names.knows("two.test", "127.0.0.2", "127.0.0.3");
    int port = Origin.closedPort().port();
    try (var proxy =
            ProxyUnderTest.with()
                .lookup(names, Duration.ofSeconds(10))
                .connect(Duration.ofMillis(600))
                .start();
        var deaf = UnresponsiveOrigin.start("127.0.0.2", port);
        var deafToo = UnresponsiveOrigin.start("127.0.0.3", port)) {
      assertEquals(deaf.address().port(), deafToo.address().port());
      isRefused(asksFor(proxy, "two.test", port), "06");
    }
  }

  @Test
  void aRaceLeavesNoSocketsBehind() {
    names.knows("two.test", "127.0.0.2", "127.0.0.1");
    try (var proxy = start();
        var deaf = UnresponsiveOrigin.start("127.0.0.2", port())) {
      reaches(origin, asksFor(proxy, "127.0.0.1", port()));
      JvmResources base = JvmResources.now();
      for (int i = 0; i < 5; i++) {
        reaches(origin, asksFor(proxy, "two.test", deaf.address().port()));
      }
      Await.until("all sockets are closed", () -> JvmResources.now().isWithin(base));
    }
  }

  @Test
  void everyNameOfThisProxyIsALoop() {
    names.knows("localhost", "::1", "127.0.0.1").knows("me.test", "127.0.0.1");
    try (var proxy = start()) {
      for (String host :
          List.of(
              "127.0.0.1",
              "127.1",
              "localhost",
              "me.test",
              "0.0.0.0",
              "::",
              "::ffff:127.0.0.1",
              "::ffff:0:0")) {
        isRefused(asksFor(proxy, host, proxy.address().port()), "02");
      }
    }
  }

  @Test
  void everyLocalAddressIsALoopIfTheProxyListensOnAll() {
    for (String listen : List.of("0.0.0.0:0", "[::]:0")) {
      try (var proxy = ProxyUnderTest.with().listen(listen).start()) {
        int port = proxy.address().port();
        for (String host : List.of("127.0.0.1", "127.0.0.2", "0.0.0.0", "::")) {
          isRefused(asksForLocally(proxy, host, port), "02");
        }
      }
    }
  }

  @Test
  void anIpv4AddressInAnAaaaRecordIsALoopToo() {
    names.knowsMapped("mapped.test", "127.0.0.1");
    for (String listen : List.of("127.0.0.1:0", "0.0.0.0:0", "[::]:0")) {
      try (var proxy =
          ProxyUnderTest.with().listen(listen).lookup(names, Duration.ofSeconds(10)).start()) {
        isRefused(asksForLocally(proxy, "mapped.test", proxy.address().port()), "02");
      }
    }
  }

  private static Peer asksForLocally(ProxyUnderTest proxy, String host, int port) {
    byte[] name = host.getBytes(StandardCharsets.US_ASCII);
    return Peer.connect(Endpoint.parse("127.0.0.1:" + proxy.address().port()))
        .sends("05 01 00")
        .receives("05 00")
        .sends(
            "05 01 00 03 %02x %s %02x %02x"
                .formatted(name.length, HEX.formatHex(name), port >> 8, port & 0xff));
  }

  @Test
  void anotherLoopbackAddressWithTheSamePortIsNoLoop() {
    try (var proxy = start();
        var neighbour = Origin.start("127.0.0.2", proxy.address().port())) {
      reaches(neighbour, asksFor(proxy, "127.0.0.2", proxy.address().port()));
    }
  }

  @Test
  void hundredsOfStuckLookupsHoldUpNobodyElse() {
    names.knows("known.test", "127.0.0.1");
    List<Peer> stuck = new ArrayList<>();
    try (var proxy = start()) {
      reaches(origin, asksFor(proxy, "known.test", port()));
      for (int i = 0; i < 200; i++) {
        stuck.add(asksFor(proxy, "stuck" + i + ".test", port()));
      }
      Await.until("all are dialling", () -> dialling(proxy) >= 200);
      reaches(origin, asksFor(proxy, "127.0.0.1", port()));
      reaches(origin, asksFor(proxy, "known.test", port()));
      names.release();
      stuck.forEach(client -> isRefused(client, "04"));
      assertTrue(names.mostUnderWay() <= 256);
    }
  }

  @Test
  void aNameWhoseKnownAddressesFailIsLookedUpOnceMore() {
    names.knows("moves.test", "127.0.0.1");
    try (var proxy = start()) {
      reaches(origin, asksFor(proxy, "moves.test", port()));
      names.knows("moves.test", "127.0.0.2");
      int port = Origin.closedPort().port();
      try (var moved = Origin.start("127.0.0.2", port)) {
        reaches(moved, asksFor(proxy, "moves.test", port));
      }
      assertEquals(2, names.asked("moves.test"));
      isRefused(asksFor(proxy, "moves.test", port), "05");
      assertEquals(3, names.asked("moves.test"), "its address was the same");
      isRefused(asksFor(proxy, "new.test", port), "04");
      assertEquals(1, names.asked("new.test"));
    }
  }

  @Test
  void aNameIsLookedUpOnceForManyClients() {
    names.knows("stuck.test", "127.0.0.1");
    List<Peer> clients = new ArrayList<>();
    try (var proxy = start()) {
      for (int i = 0; i < 20; i++) {
        clients.add(asksFor(proxy, "stuck.test", port()));
      }
      Await.until("all are dialling", () -> dialling(proxy) == 20);
      names.release();
      clients.forEach(client -> assertEquals(0, client.receivesBytes(10)[1]));
      clients.forEach(Peer::close);
      assertEquals(1, names.asked("stuck.test"));
    }
  }
}
