package io.heddle.net.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.net.Sockets;
import io.heddle.net.scheduler.Readiness;
import io.heddle.net.scheduler.Schedulers;
import io.heddle.support.Await;
import io.heddle.support.DatagramPeer;
import io.heddle.time.Deadline;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// UDP sockets and the threads that wait for them.
@Tag("component")
@ParameterizedClass
@EnumSource(UdpSockets.Batching.class)
class UdpSocketsTest {
  @Parameter UdpSockets.Batching batching;

  private final DatagramPeer peer = DatagramPeer.open();

  @AfterEach
  void close() {
    peer.close();
  }

  @Test
  void waitingDatagramsAreReceivedTogether() throws Exception {
    try (UdpSocket port = open()) {
      peer.sendsText("one", port.local()).sendsText("", port.local());
      peer.sendsText("three", port.local());
      ReceiveBatch burst = run(() -> received(port));
      assertEquals(3, burst.count());
      assertEquals(3, burst.datagram(0).remaining());
      assertEquals(0, burst.datagram(1).remaining());
      assertEquals(5, burst.datagram(2).remaining());
      assertEquals(Sockets.of(burst.source(2)), peer.address());
    }
  }

  @Test
  void eachDatagramHasItsOwnSource() throws Exception {
    try (UdpSocket port = run(() -> ports().openToAll());
        DatagramPeer other = DatagramPeer.open("::1");
        DatagramPeer third = DatagramPeer.open()) {
      int local = port.local().port();
      peer.sendsText("a", endpoint("127.0.0.1", local));
      other.sendsText("b", endpoint("::1", local));
      third.sendsText("c", endpoint("127.0.0.1", local));
      peer.sendsText("d", endpoint("127.0.0.1", local));
      ReceiveBatch burst = run(() -> received(port));
      assertEquals(4, burst.count());
      assertEquals(Sockets.of(burst.source(0)), peer.address());
      assertEquals(Sockets.of(burst.source(1)), other.address());
      assertEquals(Sockets.of(burst.source(2)), third.address());
      assertEquals(Sockets.of(burst.source(3)), peer.address());
    }
  }

  @Test
  void aBatchIsLimited() throws Exception {
    try (UdpSocket port = open()) {
      for (int i = 0; i < 100; i++) {
        peer.sendsText("x", port.local());
      }
      assertEquals(32, run(() -> received(port)).count());
      assertEquals(32, run(() -> received(port)).count());
    }
  }

  @Test
  void datagramsThatCameBeforeTheWaitAreFound() throws Exception {
    try (UdpSocket port = open()) {
      peer.sendsText("one", port.local());
      assertEquals(1, run(() -> received(port)).count());
      peer.sendsText("two", port.local()).sendsText("three", port.local());
      run(() -> "time for the carrier to see that nobody waits");
      assertEquals(2, run(() -> received(port)).count());
    }
  }

  @Test
  void anInterruptEndsTheWait() throws Exception {
    try (UdpSocket port = open()) {
      FutureTask<Object> wait =
          new FutureTask<>(() -> assertThrows(ClosedByInterruptException.class, () -> await(port)));
      Thread thread = threads().newThread(wait);
      thread.start();
      Await.until("it waits", () -> thread.getState() == Thread.State.WAITING);
      thread.interrupt();
      wait.get();
      peer.sendsText("later", port.local());
      assertEquals(1, run(() -> received(port)).count());
    }
  }

  @Test
  void aSocketOfIpv4SendsNothingToIpv6() throws Exception {
    try (UdpSocket port = open()) {
      ReceiveBatch burst = new ReceiveBatch();
      ByteBuffer datagram = burst.nextSlot().put((byte) 1).flip();
      burst.sendBatch().tryAdd(datagram, 1, new InetSocketAddress(InetAddress.ofLiteral("::1"), 9));
      assertEquals(UdpSocket.BatchResult.UNSUPPORTED, port.send(burst.sendBatch()));
      assertThrows(IOException.class, () -> port.send(datagram, burst.sendBatch().destination()));
    }
  }

  /// Threads of the program's scheduler, or of the JDK's.
  private ThreadFactory threads() {
    return switch (batching) {
      case BATCHED -> Schedulers.shared();
      case SINGLE -> Thread.ofVirtual().factory();
    };
  }

  private UdpSockets ports() {
    return new UdpSockets(batching);
  }

  private UdpSocket open() throws IOException {
    return ports().open(InetAddress.ofLiteral("127.0.0.1"), 0);
  }

  private static ReceiveBatch received(UdpSocket port) throws IOException {
    ReceiveBatch burst = new ReceiveBatch();
    while (burst.count() == 0) {
      await(port);
      port.receive(burst);
    }
    return burst;
  }

  private static void await(UdpSocket port) throws IOException {
    Readiness.await(port.channel(), Readiness.Event.READABLE, Deadline.NONE);
  }

  private static Endpoint endpoint(String ip, int port) {
    return new Endpoint(Host.parse(ip), port);
  }

  /// On a thread that may wait.
  private <T> T run(Callable<T> task) throws ExecutionException, InterruptedException {
    FutureTask<T> future = new FutureTask<>(task);
    threads().newThread(future).start();
    return future.get();
  }
}
