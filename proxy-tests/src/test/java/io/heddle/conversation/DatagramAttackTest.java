package io.heddle.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.address.Endpoint;
import io.heddle.support.Associated;
import io.heddle.support.Await;
import io.heddle.support.DatagramPeer;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.RelayingPeer;
import io.heddle.support.TestOutbounds;
import io.heddle.udp.DropReason;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What hostile clients, strangers and upstreams do to associations, beside one that works.
@Tag("conversation")
class DatagramAttackTest {
  private static final Endpoint TARGET = Endpoint.parse("192.0.2.1:53");

  private final DatagramPeer server = DatagramPeer.open();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void strangersThatFloodTheRelayPortAreDroppedAndTheClientIsServed() throws InterruptedException {
    try (var proxy = ProxyUnderTest.start();
        var client = Associated.with(proxy);
        var stranger = DatagramPeer.open("127.0.0.2")) {
      byte[] forged = Associated.framed("forged", server.address());
      Thread flood =
          Thread.ofPlatform().start(() -> until(() -> stranger.sends(forged, client.relay())));
      try {
        for (int i = 0; i < 100; i++) {
          client.echoes(server);
        }
      } finally {
        flood.interrupt();
        flood.join();
      }
      assertTrue(proxy.datagrams().drops(DropReason.FOREIGN) > 0);
    }
  }

  @Test
  void aRelayBehindThatFloodsDoesNotStarveAnotherAssociation() throws InterruptedException {
    try (var upstream = new RelayingPeer();
        var straight = ProxyUnderTest.start();
        var through =
            ProxyUnderTest.with().through(TestOutbounds.socks5(upstream.address())).start();
        var flooded = Associated.with(through);
        var client = Associated.with(straight)) {
      flooded.sends("ping", TARGET);
      Peer control = upstream.grants();
      Endpoint path = upstream.receives("ping", TARGET);
      Thread flood =
          Thread.ofPlatform().start(() -> until(() -> upstream.sends("pong", TARGET, path)));
      try {
        for (int i = 0; i < 100; i++) {
          client.echoes(server);
        }
      } finally {
        flood.interrupt();
        flood.join();
        control.close();
      }
    }
  }

  @Test
  void aFloodOnAControlConnectionStarvesNoOtherAssociation() throws Exception {
    try (var proxy = ProxyUnderTest.start();
        var flooding = Associated.with(proxy);
        var client = Associated.with(proxy)) {
      String text = "x".repeat(10_000);
      Thread flood =
          Thread.ofPlatform()
              .start(() -> untilInterrupted(() -> flooding.control().sendsText(text)));
      try {
        for (int i = 0; i < 100; i++) {
          client.echoes(server);
        }
        flooding.echoes(server);
      } finally {
        flood.interrupt();
        flood.join();
      }
    }
  }

  private static void untilInterrupted(Runnable repeated) {
    while (!Thread.currentThread().isInterrupted()) {
      repeated.run();
    }
  }

  @Test
  void associationsThatEndUnderAFloodHarmNobody() throws InterruptedException {
    try (var proxy = ProxyUnderTest.start();
        var client = Associated.with(proxy);
        var sink = DatagramPeer.open()) {
      byte[] datagram = Associated.framed("flood", sink.address());
      for (int i = 0; i < 100; i++) {
        try (var ending = Associated.with(proxy)) {
          Thread flood =
              Thread.ofPlatform()
                  .start(() -> until(() -> ending.socket().sends(datagram, ending.relay())));
          sink.receivesText("flood");
          ending.control().close();
          Await.until("its port is closed", ending::relayIsClosed);
          flood.interrupt();
          flood.join();
        }
      }
      client.echoes(server);
    }
  }

  /// Some ten thousand times a second: what comes faster than it can be read is lost by the system,
  /// whoever it is from.
  private static void until(Runnable repeated) {
    while (!Thread.currentThread().isInterrupted()) {
      repeated.run();
      LockSupport.parkNanos(20_000);
    }
  }

  @Test
  void associationsAbandonedByTheThousandLeaveNothingBehind() {
    try (var upstream = new RelayingPeer();
        var proxy =
            ProxyUnderTest.with().through(TestOutbounds.socks5(upstream.address())).start()) {
      abandon(proxy, 50);
      Await.until("all are gone", () -> proxy.server().connections().count() == 0);
      int before = Thread.getAllStackTraces().size();
      abandon(proxy, 1000);
      Await.until("all are gone", () -> proxy.server().connections().count() == 0);
      assertTrue(Thread.getAllStackTraces().size() < before + 20);
    }
  }

  /// In all states: just granted, with datagrams on their way, broken or ended.
  private static void abandon(ProxyUnderTest proxy, int times) {
    for (int i = 0; i < times; i++) {
      var client = Associated.with(proxy);
      if (i % 2 == 0) {
        client.sends("to nobody", TARGET);
      }
      if (i % 3 == 0) {
        client.control().resets();
      }
      client.close();
    }
  }

  @Test
  void manyThatWaitForAnUpstreamThatStallsAreBounded() {
    String large = "x".repeat(60_000);
    List<Associated> clients = new ArrayList<>();
    try (var upstream = new RelayingPeer();
        var proxy =
            ProxyUnderTest.with().through(TestOutbounds.socks5(upstream.address())).start()) {
      for (int i = 0; i < 20; i++) {
        clients.add(Associated.with(proxy));
      }
      long before = used();
      for (int i = 0; i < 20; i++) {
        clients.forEach(client -> client.sends(large, TARGET));
      }
      Await.until("the rest is dropped", () -> proxy.dropsOfAll(DropReason.QUEUE_FULL) >= 20 * 16);
      assertEquals(20 * 16, proxy.dropsOfAll(DropReason.QUEUE_FULL));
      long grown = used() - before;
      assertTrue(grown < 40L << 20, () -> grown + " bytes of heap");
    } finally {
      clients.forEach(Associated::close);
    }
  }

  private static long used() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  @Test
  void datagramsThatFillTheBufferDoNoHarm() {
    String giant = "x".repeat(65_507);
    try (var proxy = ProxyUnderTest.start();
        var client = Associated.with(proxy)) {
      client.echoes(server).sendsRaw("0000 00 03 ff " + "61".repeat(65_000)).echoes(server);
      client.socket().sendsText(giant, client.relay());
      client.sends("hello", server.address());
      Endpoint relay = server.receivesText("hello").from();
      for (int i = 0; i < 5; i++) {
        server.sendsText(giant, relay);
      }
      client.echoes(server);
      assertEquals(5, proxy.datagrams().drops(DropReason.TOO_LARGE));
      assertEquals(2, proxy.datagrams().drops(DropReason.MALFORMED));
    }
  }
}
