package io.heddle.conversation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.fault.FaultKind;
import io.heddle.support.AdminUnderTest;
import io.heddle.support.Await;
import io.heddle.support.ClientTransport;
import io.heddle.support.Faults;
import io.heddle.support.Origin;
import io.heddle.support.TunnelPeers;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// What a fault does to a tunnel, whatever carries it to the proxy. Times have lower limits alone,
/// since a busy machine may take longer.
@Tag("conversation")
@ParameterizedClass
@EnumSource(ClientTransport.class)
class FaultyTunnelTest {
  private static final Duration DELAY = Duration.ofMillis(60);
  private static final Duration HOUR = Duration.ofHours(1);

  @Parameter ClientTransport transport;

  private final Origin origin = Origin.start();

  @AfterEach
  void close() {
    origin.close();
  }

  @Test
  void aDelayHoldsTheOpeningAndEachDirection() {
    try (var proxy = transport.proxy().rules(Faults.rule(Faults.delay(DELAY))).start()) {
      long start = System.nanoTime();
      try (var tunnel = TunnelPeers.open(proxy, origin)) {
        tunnel.client().sendsText("ping");
        tunnel.server().receivesText("ping").sendsText("pong");
        tunnel.client().receivesText("pong");
        assertAtLeast(DELAY.multipliedBy(3), start);
      }
      assertEquals(1, proxy.faults(FaultKind.DELAYED));
    }
  }

  /// The history binds a listener to the thread while the connection is opened.
  @Test
  void aFaultIsInTheHistoryOfRequests() {
    try (var proxy = transport.proxy().rules(Faults.rule(Faults.delay(DELAY))).start();
        var admin = AdminUnderTest.of(proxy);
        var tunnel = TunnelPeers.open(proxy, origin)) {
      tunnel.client().sendsText("ping");
      tunnel.server().receivesText("ping");
      String listed = admin.body("/connections");
      assertTrue(listed.contains("\"fault\":\"delay:60ms\""), listed);
      assertTrue(listed.contains("{\"step\":\"fault\","), listed);
    }
  }

  @Test
  void theEndsOfStreamsAreDelayedBehindTheirBytes() {
    try (var proxy = transport.proxy().rules(Faults.rule(Faults.delay(DELAY))).start();
        var tunnel = TunnelPeers.open(proxy, origin)) {
      long start = System.nanoTime();
      tunnel.client().sendsText("request").ends();
      tunnel.server().receivesText("request").receivesEnd().sendsText("response").ends();
      tunnel.client().receivesText("response").receivesEnd();
      assertAtLeast(DELAY.multipliedBy(2), start);
    }
  }

  @Test
  void megabytesPassInOrderWhileTheyAreDelayed() throws InterruptedException {
    byte[] answer = noise(6 << 20);
    var fault = Faults.delay(DELAY, DELAY);
    try (var proxy = transport.proxy().rules(Faults.rule(fault)).start();
        var tunnel = TunnelPeers.open(proxy, origin)) {
      tunnel.client().sendsText("request").ends();
      tunnel.server().receivesText("request").receivesEnd();
      Thread sender = Thread.startVirtualThread(() -> tunnel.server().sendsBytes(answer).ends());
      tunnel.client().receivesBytes(answer).receivesEnd();
      sender.join();
    }
  }

  @Test
  void megabytesPassInOrderTowardsTheServer() throws InterruptedException {
    byte[] upload = noise(6 << 20);
    var fault = Faults.delay(DELAY, DELAY);
    try (var proxy = transport.proxy().rules(Faults.rule(fault)).start();
        var tunnel = TunnelPeers.open(proxy, origin)) {
      Thread sender = Thread.startVirtualThread(() -> tunnel.client().sendsBytes(upload).ends());
      tunnel.server().receivesBytes(upload).receivesEnd();
      sender.join();
    }
  }

  @Test
  void aRateIsNotExceeded() {
    byte[] bytes = noise(40 * 1024);
    var fault = Faults.rate(100 * 1024, Duration.ZERO);
    try (var proxy = transport.proxy().rules(Faults.rule(fault)).start();
        var tunnel = TunnelPeers.open(proxy, origin)) {
      long start = System.nanoTime();
      tunnel.client().sendsBytes(bytes);
      tunnel.server().receivesBytes(bytes).sendsBytes(bytes);
      tunnel.client().receivesBytes(bytes);
      // Less what the bucket of each direction holds at first, which leaves at once.
      assertAtLeast(Duration.ofMillis(2 * (400 - 40)), start);
    }
  }

  @Test
  void bothEndsAreResetAfterTheBytesOfBothDirections() {
    try (var proxy = transport.proxy().rules(Faults.rule(Faults.resetAfter(10))).start();
        var tunnel = TunnelPeers.open(proxy, origin)) {
      tunnel.client().sendsText("ping");
      tunnel.server().receivesText("ping").sendsText("pongs and more");
      tunnel.client().receivesText("pongs ");
      transport.isBroken(tunnel.client());
      tunnel.server().receivesReset();
      assertEquals(1, proxy.faults(FaultKind.RESET));
    }
  }

  @Test
  void aResetMayBeDueToTheUploadAlone() {
    try (var proxy = transport.proxy().rules(Faults.rule(Faults.resetAfter(4))).start();
        var tunnel = TunnelPeers.open(proxy, origin)) {
      tunnel.client().sendsText("pings");
      tunnel.server().receivesText("ping").receivesReset();
      transport.isBroken(tunnel.client());
    }
  }

  @Test
  void aResetAfterNoBytesComesAtOnce() {
    try (var proxy = transport.proxy().rules(Faults.rule(Faults.resetAfter(0))).start();
        var tunnel = TunnelPeers.open(proxy, origin)) {
      tunnel.server().receivesReset();
      transport.isBroken(tunnel.client());
    }
  }

  @Test
  void aResetOfTheServerComesAfterItsBytes() {
    try (var proxy = transport.proxy().rules(Faults.rule(Faults.delay(DELAY))).start();
        var tunnel = TunnelPeers.open(proxy, origin)) {
      tunnel.server().sendsText("last words");
      tunnel.client().receivesText("last words");
      tunnel.server().resets();
      transport.isBroken(tunnel.client());
    }
  }

  @Test
  void aDelayLongerThanTheLimitOfConnectingIsATimeout() {
    var settings = transport.proxy().rules(Faults.rule(Faults.delay(HOUR)));
    try (var proxy = settings.connect(Duration.ofMillis(50)).start();
        var client = proxy.client()) {
      client
          .sendsText("CONNECT " + origin.address() + " HTTP/1.1\r\n\r\n")
          .receivesText("HTTP/1.1 504");
    }
  }

  @Test
  void aDrainEndsWhatIsHeldForAnHour() throws InterruptedException {
    var settings = transport.proxy().rules(Faults.rule(Faults.delay(HOUR)));
    try (var proxy = settings.connect(Duration.ofHours(2)).start();
        var client = proxy.client()) {
      client.sendsText("CONNECT " + origin.address() + " HTTP/1.1\r\n\r\n");
      Await.until("it is delayed", () -> proxy.server().connections().count() == 1);
      proxy.server().drain(Duration.ZERO);
      assertEquals(0, proxy.server().connections().count());
    }
  }

  private static void assertAtLeast(Duration least, long startNanos) {
    long took = System.nanoTime() - startNanos;
    assertTrue(took >= least.toNanos(), "took " + took + " ns");
  }

  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(7).nextBytes(bytes);
    return bytes;
  }
}
