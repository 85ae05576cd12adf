package io.heddle.conversation;

import io.heddle.net.Traffic;
import io.heddle.support.Await;
import io.heddle.support.ClientTransport;
import io.heddle.support.FloodingSender;
import io.heddle.support.Origin;
import io.heddle.support.Peer;
import io.heddle.support.ProxyUnderTest;
import io.heddle.support.TunnelPeers;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// What a tunnel does to streams that break, where what carries them can say so: a UNIX socket
/// cannot.
@ParameterizedClass
@EnumSource(
    value = ClientTransport.class,
    names = {"TCP", "TLS"})
@Tag("conversation")
class BrokenStreamTest {
  private static final long SEED = 42;

  @Parameter ClientTransport transport;

  private final Origin origin = Origin.start();

  @AfterEach
  void close() {
    origin.close();
  }

  private TunnelPeers open(ProxyUnderTest proxy) {
    return TunnelPeers.open(proxy, origin);
  }

  @Test
  void aResetOfTheClientReachesTheServer() {
    try (var proxy = transport.proxy().start();
        var tunnel = open(proxy)) {
      tunnel.client().resets();
      tunnel.server().receivesReset();
    }
  }

  @Test
  void dataBeforeAResetOfTheClientArrives() {
    try (var proxy = transport.proxy().start();
        var tunnel = open(proxy)) {
      tunnel.client().sendsText("the last words").resets();
      tunnel.server().receivesText("the last words").receivesReset();
    }
  }

  @Test
  void anAnswerArrivesThoughItsServerResetsDuringTheUpload() {
    try (var proxy = transport.proxy().start();
        var tunnel = open(proxy)) {
      try (var _ = FloodingSender.from(tunnel.client())) {
        tunnel.server().receivesBytes(1000);
        // Closed with unread bytes, the socket resets.
        tunnel.server().sendsText("413 too much").close();
        tunnel.client().receivesText("413 too much").receivesEndOrReset();
        tunnel.client().close();
      }
    }
  }

  @Test
  void aResetOfTheServerDuringTheUploadIsNoEnd() {
    try (var proxy = transport.proxy().start()) {
      for (int i = 0; i < 10; i++) {
        try (var tunnel = open(proxy)) {
          sendsUntilStuck(tunnel.client(), traffic(proxy).upload());
          tunnel.server().resets();
          transport.isBroken(tunnel.client());
        }
      }
    }
  }

  @Test
  void aResetOfTheClientDuringTheDownloadIsNoEnd() {
    try (var proxy = transport.proxy().start()) {
      for (int i = 0; i < 10; i++) {
        try (var tunnel = open(proxy)) {
          sendsUntilStuck(tunnel.server(), traffic(proxy).download());
          tunnel.client().resets();
          tunnel.server().receivesReset();
        }
      }
    }
  }

  /// Sends to a peer that reads nothing, until the proxy cannot pass on any more.
  private static void sendsUntilStuck(Peer peer, AtomicLong passedOn) {
    byte[] chunk = new byte[16 * 1024];
    for (long sent = chunk.length; ; sent += chunk.length) {
      peer.sendsBytes(chunk);
      long end = System.nanoTime() + Duration.ofMillis(100).toNanos();
      while (passedOn.get() < sent) {
        if (System.nanoTime() > end) {
          return;
        }
        Thread.onSpinWait();
      }
    }
  }

  /// What the one tunnel of the proxy has moved.
  private static Traffic traffic(ProxyUnderTest proxy) {
    Await.until("only one is left", () -> proxy.server().connections().count() == 1);
    return proxy.server().connections().all().iterator().next().request().traffic();
  }

  @Test
  void theTailReachesAClientThatReadsItAfterTheLimit() {
    byte[] answer = noise(1 << 20);
    try (var proxy = transport.proxy().halfClosed(Duration.ofMillis(200)).start();
        var tunnel = open(proxy)) {
      tunnel.client().hasLittleRoom();
      tunnel.server().sendsBytes(answer).close();
      Await.until("the tunnel is cut", () -> proxy.server().connections().count() == 0);
      tunnel.client().receivesBytes(answer).receivesEnd();
    }
  }

  @Test
  void theTailReachesASlowClientWhoseUploadIsNotWanted() {
    byte[] answer = noise(1 << 20);
    try (var proxy = transport.proxy().start();
        var tunnel = open(proxy)) {
      tunnel.client().hasLittleRoom();
      tunnel.client().sendsText("a long request");
      tunnel.server().receivesText("a long").sendsBytes(answer);
      AtomicLong passedOn = traffic(proxy).download();
      Await.until("the proxy has the answer", () -> passedOn.get() == answer.length);
      tunnel.server().ends().close();
      tunnel.client().sendsText(" that goes on").sendsText(" and on");
      tunnel.client().receivesBytes(answer).receivesEnd();
    }
  }

  private static byte[] noise(int size) {
    byte[] noise = new byte[size];
    new Random(SEED).nextBytes(noise);
    return noise;
  }
}
