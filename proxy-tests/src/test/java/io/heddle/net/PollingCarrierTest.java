package io.heddle.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.heddle.support.DatagramPeer;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How the threads of datagrams share their carrier. Those of the JDK's scheduler do not share
/// theirs so: there, threads that only give way to each other keep out whoever is woken.
class PollingCarrierTest {
  private final DatagramPorts ports = new DatagramPorts(DatagramPorts.Means.BEST);

  @BeforeEach
  void needsACarrier() {
    assumeTrue(LinuxUdp.AVAILABLE, "this system lets us have none");
  }

  /// Fails with a JDK that does not let us have one, which nothing else would show.
  @Test
  void itCarriesItsThreadsAndThoseThatTheyStart() throws Exception {
    FutureTask<String> child = new FutureTask<>(() -> Thread.currentThread().toString());
    FutureTask<String> parent =
        new FutureTask<>(() -> {
          Thread.ofVirtual().start(child);
          return Thread.currentThread().toString();
        });
    ports.threads().newThread(parent).start();
    assertTrue(parent.get().endsWith("@datagrams"), parent.get());
    assertTrue(child.get().endsWith("@datagrams"), child.get());
  }

  /// A closed channel may be among those that the selector has just found ready.
  @Test
  void aChannelThatIsClosedAtThatMomentDoesNotStopIt() throws Exception {
    DatagramChannel channel = DatagramChannel.open();
    channel.configureBlocking(false);
    Watch watch = PollingCarrier.ofDatagrams().orElseThrow().watch(channel);
    channel.close();
    watch.readable();
  }

  @Test
  void threadsThatNeverWaitLeaveRoomForThoseThatDo() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    try (DatagramPeer peer = DatagramPeer.open();
        DatagramPort port = ports.open(InetAddress.ofLiteral("127.0.0.1"), 0)) {
      for (int i = 0; i < 4; i++) {
        ports.threads().newThread(() -> yieldUntil(over)).start();
      }
      for (int i = 0; i < 10; i++) {
        FutureTask<DatagramBurst> wait = new FutureTask<>(() -> received(port));
        ports.threads().newThread(wait).start();
        peer.sendsText("ping", port.local());
        assertEquals(1, wait.get().count());
      }
    } finally {
      over.set(true);
    }
  }

  /// Is ready again at once, however often it gives way.
  @SuppressWarnings("ThreadPriorityCheck")
  private static void yieldUntil(AtomicBoolean over) {
    while (!over.get()) {
      Thread.yield();
    }
  }

  private static DatagramBurst received(DatagramPort port) throws IOException {
    DatagramBurst burst = new DatagramBurst();
    while (burst.count() == 0) {
      port.awaitReadable();
      port.receive(burst);
    }
    return burst;
  }
}
