package io.heddle.conversation;

import static io.heddle.support.HttpText.message;

import io.heddle.outbound.BlockOutbound;
import io.heddle.support.Await;
import io.heddle.support.FloodingSender;
import io.heddle.support.JvmResources;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.TunnelPeers;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Clients that mean no good, or do not know better: the others do not notice, and nothing is left
/// of them.
@Tag("conversation")
class HostileTest {
  private static final String FORBIDDEN = "05 02 00 01 00 00 00 00 00 00";

  private final Origin origin = Origin.start();

  @AfterEach
  void close() {
    origin.close();
  }

  private void serves(ProxyUnderTest proxy) {
    try (var tunnel = TunnelPeers.open(proxy, origin)) {
      tunnel.client().sendsText("ping");
      tunnel.server().receivesText("ping").sendsText("pong");
      tunnel.client().receivesText("pong");
    }
  }

  private static void isBackAt(JvmResources base, ProxyUnderTest proxy) {
    Await.until("no connection is left", () -> proxy.server().connections().count() == 0);
    Await.until("no more is held than " + base, () -> JvmResources.now().isWithin(base));
  }

  /// What is held when a client has come and gone, so that nothing is still being set up.
  private static JvmResources base(ProxyUnderTest proxy) {
    try (Peer client = proxy.client()) {
      client.sends("05 00").receives("05 ff").receivesEnd();
    }
    Await.until("it is gone", () -> proxy.server().connections().count() == 0);
    return JvmResources.now();
  }

  /// Does what the proxy may answer with a reset.
  private static void tries(Runnable action) {
    try {
      action.run();
    } catch (UncheckedIOException e) {
      // The proxy has hung up.
    }
  }

  @Test
  void aThousandConnectionsOfGarbage() {
    long seed = System.nanoTime();
    System.out.println("garbage of seed " + seed);
    Random random = new Random(seed);
    // Garbage may happen to be a request, for an address of somebody else's: nothing is dialled.
    try (var proxy = ProxyUnderTest.with().fallback(BlockOutbound.NAME).start()) {
      JvmResources base = base(proxy);
      List<Peer> open = new ArrayList<>();
      for (int i = 0; i < 1000; i++) {
        Peer client = proxy.client();
        tries(() -> client.sendsBytes(garbage(random)));
        switch (random.nextInt(4)) {
          case 0 -> tries(client::resets);
          case 1 -> client.close();
          case 2 -> {
            tries(client::ends);
            open.add(client);
          }
          default -> open.add(client);
        }
      }
      try (var client = proxy.client()) {
        client.sends("05 01 00").receives("05 00").sends(TunnelPeers.socks5(origin));
        client.receives(FORBIDDEN).receivesEnd();
      }
      open.forEach(Peer::close);
      isBackAt(base, proxy);
    }
  }

  /// Random bytes, more often than not with the beginning of something meaningful.
  private static byte[] garbage(Random random) {
    byte[] bytes = new byte[1 + random.nextInt(1 << random.nextInt(12))];
    random.nextBytes(bytes);
    String start =
        switch (random.nextInt(5)) {
          case 0 -> "\u0004\u0001";
          case 1 -> "\u0005\u0001\u0000\u0005\u0001\u0000";
          case 2 -> "CONNECT ";
          case 3 -> "CONNECT a:1 HTTP/1.1\r\n";
          default -> "";
        };
    byte[] prefix = start.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(prefix, 0, bytes, 0, Math.min(prefix.length, bytes.length));
    return bytes;
  }

  @Test
  void fiveHundredSilentConnections() {
    try (var proxy = ProxyUnderTest.start()) {
      JvmResources base = base(proxy);
      List<Peer> silent = new ArrayList<>();
      for (int i = 0; i < 500; i++) {
        silent.add(proxy.client());
      }
      serves(proxy);
      silent.forEach(Peer::close);
      isBackAt(base, proxy);
    }
  }

  private void resetsAtEveryByte(ProxyUnderTest proxy, byte[] conversation) {
    for (int length = 0; length <= conversation.length; length++) {
      Peer client = proxy.client();
      byte[] part = Arrays.copyOf(conversation, length);
      tries(() -> client.sendsBytes(part));
      tries(client::resets);
    }
  }

  @Test
  void clientsThatResetAtEveryByte() {
    HexFormat hex = HexFormat.ofDelimiter(" ");
    // An origin of their own: streams may come to it late, for clients that are gone already.
    try (var target = Origin.start();
        var proxy = ProxyUnderTest.start()) {
      JvmResources base = base(proxy);
      resetsAtEveryByte(proxy, hex.parseHex("05 01 00 " + TunnelPeers.socks5(target) + " 68 69"));
      resetsAtEveryByte(
          proxy, hex.parseHex("04 01 " + target.portHex() + " 7f 00 00 01 6d 65 00 68 69"));
      resetsAtEveryByte(
          proxy,
          ("CONNECT " + target.address() + " HTTP/1.1\r\n\r\nhi")
              .getBytes(StandardCharsets.ISO_8859_1));
      serves(proxy);
      isBackAt(base, proxy);
    }
  }

  @Test
  void originsThatNeverComeToTheirResponse() {
    try (var proxy = ProxyUnderTest.with().idle(Duration.ofSeconds(1)).start();
        var flooding = Origin.start()) {
      List<Peer> clients = new ArrayList<>();
      List<FloodingSender> floods = new ArrayList<>();
      for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
        // An old client is sent no interim response, so that nothing slows the flood down.
        Peer client = proxy.client();
        clients.add(client.sendsText(message("GET http://%s/ HTTP/1.0\n\n", flooding.address())));
        floods.add(FloodingSender.from(flooding.accept(), message("HTTP/1.1 102 Processing\n\n")));
      }
      serves(proxy);
      for (Peer client : clients) {
        client.receivesText("HTTP/1.1 504 Gateway Timeout: ").close();
      }
      floods.forEach(FloodingSender::close);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"01 02 03 04", "16 03 01 02 00 01", "00", "80", "ff"})
  void anotherProtocolIsNotWaitedFor(String hex) {
    // Patience ends before this limit does.
    try (var proxy = ProxyUnderTest.with().handshake(Duration.ofMinutes(5)).start();
        Peer client = proxy.client()) {
      client.sends(hex).receivesEnd();
    }
  }

  @Test
  void aClientThatNeverReadsItsRefusal() {
    try (var proxy = ProxyUnderTest.with().fallback(BlockOutbound.NAME).start();
        var client = proxy.client()) {
      client.sendsText("CONNECT a.example:1 HTTP/1.1\r\n\r\n");
      Await.until("it is being served", () -> proxy.server().connections().count() == 1);
      Await.until("the proxy has given up", () -> proxy.server().connections().count() == 0);
    }
  }

  @Test
  void aRefusalIsNotDestroyedByWhatFollowsTheRequest() {
    try (var proxy = ProxyUnderTest.with().fallback(BlockOutbound.NAME).start()) {
      for (int size : new int[] {1, 1000, 100_000, 10_000_000}) {
        try (var client = proxy.client()) {
          client.sendsText("CONNECT a.example:1 HTTP/1.1\r\n\r\n");
          tries(() -> client.sendsBytes(new byte[size]));
          client.receivesText("HTTP/1.1 403 Forbidden: ");
        }
      }
    }
  }

  @Test
  void aRefusalInSocksIsNotDestroyedByWhatFollowsTheRequest() {
    try (var proxy = ProxyUnderTest.with().fallback(BlockOutbound.NAME).start()) {
      for (int size : new int[] {1, 1000, 100_000, 10_000_000}) {
        try (var client = proxy.client()) {
          client.sends("05 01 00 " + TunnelPeers.socks5(origin));
          tries(() -> client.sendsBytes(new byte[size]));
          client.receives("05 00 " + FORBIDDEN);
        }
      }
    }
  }
}
