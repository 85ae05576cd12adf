package io.heddle.conversation;

import static io.heddle.support.HttpText.message;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.address.PortRange;
import io.heddle.outbound.BlockOutbound;
import io.heddle.route.Matcher;
import io.heddle.route.Router.Route;
import io.heddle.route.Rule;
import io.heddle.server.ListenException;
import io.heddle.support.Await;
import io.heddle.support.JvmResources;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.TunnelPeers;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Another configuration for a proxy that runs.
@Tag("conversation")
class ReloadTest {
  private static final String OK = message("HTTP/1.1 200 OK\nContent-Length: 2\n\nok");

  private final Origin origin = Origin.start();

  @AfterEach
  void close() {
    origin.close();
  }

  private static Rule blocking(int port) {
    return new Rule(
        List.of(new Matcher.Ports(Set.of(new PortRange(port, port)))),
        new Route("rules[0]", BlockOutbound.NAME));
  }

  private Rule blockingTheOrigin() {
    return blocking(origin.address().port());
  }

  private String connect() {
    return "CONNECT " + origin.address() + " HTTP/1.1\r\n\r\n";
  }

  private String get() {
    return message("GET http://%s/ HTTP/1.1\nHost: %1$s\n\n", origin.address());
  }

  @Test
  void aTunnelGoesOnAsItBeganWhileNewOnesFollowTheNewRules() {
    try (var proxy = ProxyUnderTest.start();
        var before = TunnelPeers.open(proxy, origin)) {
      proxy.reload(ProxyUnderTest.with().rules(blockingTheOrigin()));
      before.client().sendsText("still here");
      before.server().receivesText("still here");
      try (var client = proxy.client()) {
        client.sendsText(connect()).receivesText("HTTP/1.1 403");
      }
      proxy.reload(ProxyUnderTest.with());
      try (var after = TunnelPeers.open(proxy, origin)) {
        after.client().sendsText("and here");
        after.server().receivesText("and here");
      }
    }
  }

  @Test
  void aKeptConnectionTakesItsNextRequestByTheNewRules() {
    try (var proxy = ProxyUnderTest.start();
        var client = proxy.client()) {
      client.sendsText(get());
      try (Peer server = origin.accept()) {
        server.receivesHead();
        server.sendsText(OK);
        client.receivesText(OK);
        proxy.reload(ProxyUnderTest.with().rules(blockingTheOrigin()));
        // What waited for a request to the origin served the old ways out.
        server.receivesEnd();
      }
      client.sendsText(get()).receivesText("HTTP/1.1 403");
    }
  }

  @Test
  void aRequestUnderWayIsAnsweredAndItsConnectionNotUsedAgain() {
    try (var proxy = ProxyUnderTest.start();
        var client = proxy.client()) {
      client.sendsText(get());
      try (Peer server = origin.accept()) {
        server.receivesHead();
        proxy.reload(ProxyUnderTest.with());
        server.sendsText(OK);
        client.receivesText(OK);
        server.receivesEnd();
      }
      client.sendsText(get());
      try (Peer server = origin.accept()) {
        server.receivesHead();
        server.sendsText(OK);
        client.receivesText(OK);
      }
      assertEquals(0, proxy.upstreamPool().count());
    }
  }

  @Test
  void aKeptConnectionMustKnowTheNewPassword() {
    try (var proxy = ProxyUnderTest.with().user("alice", "s3cret").start();
        var client = proxy.client()) {
      isRefused(client, "alice:changed");
      proxy.reload(ProxyUnderTest.with().user("alice", "changed"));
      isRefused(client, "alice:s3cret");
      client.sendsText(getAs("alice:changed"));
      try (Peer server = origin.accept()) {
        server.receivesHead();
      }
    }
  }

  private void isRefused(Peer client, String credentials) {
    client.sendsText(getAs(credentials));
    String head = client.receivesHead();
    assertTrue(head.startsWith("HTTP/1.1 407 "), head);
    client.receivesBytes(Integer.parseInt(head.replaceAll("(?s).*Content-Length: (\\d+).*", "$1")));
  }

  private String getAs(String credentials) {
    String basic = Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    return message(
        "GET http://%s/ HTTP/1.1\nHost: %1$s\nProxy-Authorization: Basic %s\n\n",
        origin.address(), basic);
  }

  @Test
  void aListenerThatStaysKeepsItsSocketAndOneThatGoesKeepsItsTunnels() throws IOException {
    try (var proxy = ProxyUnderTest.with().listen("127.0.0.1:0", "127.0.0.2:0").start();
        var onFirst = TunnelPeers.open(proxy, origin)) {
      Endpoint stays = proxy.address();
      Endpoint goes = (Endpoint) proxy.server().addresses().getLast();
      try (var client = Peer.connect(goes)) {
        client.sendsText(connect());
        try (Peer server = origin.accept()) {
          client.receivesText("HTTP/1.1 200 Connection established\r\n\r\n");
          proxy.reload(ProxyUnderTest.with().listen("127.0.0.3:0", "127.0.0.1:0"));
          client.sendsText("from a listener that is gone");
          server.receivesText("from a listener that is gone");
        }
      }
      Endpoint comes = proxy.address();
      assertEquals(stays, proxy.server().addresses().getLast());
      assertTrue(comes.toString().startsWith("127.0.0.3:"), comes::toString);
      assertThrows(
          IOException.class,
          () -> new Socket(((Host.Ip) goes.host()).address(), goes.port()).close());
      for (Endpoint address : List.of(stays, comes)) {
        try (var client = Peer.connect(address)) {
          client.sendsText(connect()).receivesText("HTTP/1.1 200");
          origin.accept().close();
        }
      }
      onFirst.client().sendsText("untouched");
      onFirst.server().receivesText("untouched");
    }
  }

  @Test
  void aListenerThatCannotBeOpenedChangesNothing() {
    try (var other = Origin.start();
        var proxy = ProxyUnderTest.start()) {
      Endpoint before = proxy.address();
      ListenException e =
          assertThrows(
              ListenException.class,
              () ->
                  proxy.tryToReload(
                      ProxyUnderTest.with()
                          .rules(blockingTheOrigin())
                          .listen("127.0.0.2:0", other.address().toString())));
      assertEquals(other.address(), e.address());
      assertEquals(List.of(before), proxy.server().addresses());
      try (var tunnel = TunnelPeers.open(proxy, origin)) {
        tunnel.client().sendsText("as before");
        tunnel.server().receivesText("as before");
      }
    }
  }

  @Test
  void aLowerLimitIsForNewConnections() {
    try (var proxy = ProxyUnderTest.start();
        var first = TunnelPeers.open(proxy, origin);
        var second = TunnelPeers.open(proxy, origin)) {
      proxy.reload(ProxyUnderTest.with().limits(1, 0));
      try (var client = proxy.client()) {
        client.sendsText(connect()).receivesText("HTTP/1.1 503");
      }
      first.client().sendsText("kept");
      first.server().receivesText("kept");
      second.client().sendsText("kept");
      second.server().receivesText("kept");
    }
  }

  /// Fifty times, each after twenty more tunnels have been opened than at the time before.
  @Test
  void aThousandTunnelsAndTheNewOnesSeeNoCut() throws Exception {
    ProxyUnderTest.start().close();
    JvmResources base = JvmResources.now();
    List<TunnelPeers> open = new ArrayList<>();
    AtomicInteger opened = new AtomicInteger();
    AtomicBoolean over = new AtomicBoolean();
    try (var proxy = ProxyUnderTest.start()) {
      for (int i = 0; i < 1000; i++) {
        open.add(TunnelPeers.open(proxy, origin));
      }
      List<Throwable> failures = new ArrayList<>();
      Thread newcomers =
          Thread.ofPlatform()
              .uncaughtExceptionHandler((_, e) -> failures.add(e))
              .start(() -> {
                while (!over.get()) {
                  try (var tunnel = TunnelPeers.open(proxy, origin)) {
                    tunnel.client().sendsText("new").ends();
                    tunnel.server().receivesText("new").receivesEnd().sendsText("too").ends();
                    tunnel.client().receivesText("too").receivesEnd();
                  }
                  opened.incrementAndGet();
                }
              });
      long start = System.nanoTime();
      for (int i = 1; i <= 50; i++) {
        int enough = 20 * i;
        Await.until(
            enough + " more are opened", () -> opened.get() >= enough || !newcomers.isAlive());
        proxy.reload(ProxyUnderTest.with().rules(blocking(i)));
        try (var client = proxy.client()) {
          client.sendsText("CONNECT 127.0.0.1:" + i + " HTTP/1.1\r\n\r\n");
          client.receivesText("HTTP/1.1 403");
        }
        ping(open.get(i));
      }
      over.set(true);
      newcomers.join();
      double seconds = (System.nanoTime() - start) / 1e9;
      assertEquals(List.of(), failures);
      System.out.printf("50 reloads, %.0f new tunnels a second%n", opened.get() / seconds);
      open.forEach(ReloadTest::ping);
    } finally {
      open.forEach(TunnelPeers::close);
    }
    Await.until("no more is held than " + base, () -> JvmResources.now().isWithin(base));
  }

  private static void ping(TunnelPeers tunnel) {
    tunnel.client().sendsText("ping");
    tunnel.server().receivesText("ping").sendsText("pong");
    tunnel.client().receivesText("pong");
  }
}
