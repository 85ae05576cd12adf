package io.heddle.relay;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.net.BufferPool;
import io.heddle.net.IdleWatch;
import io.heddle.net.SocketConnection;
import io.heddle.net.Traffic;
import io.heddle.net.scheduler.ReadinessSet;
import io.heddle.net.scheduler.Schedulers;
import io.heddle.relay.Relay.EndReason;
import io.heddle.support.Await;
import io.heddle.support.RequiresLinux;
import io.heddle.support.SocketPair;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Relay between plain sockets: one thread serves both directions while little moves. What a tunnel does
/// does not depend on how many threads it has.
@Tag("component")
class DuplexPumpTest {
  private static final Duration LONG = Duration.ofHours(1);
  private static final int MUCH = 8 << 20;

  private final SocketPair client = SocketPair.open();
  private final SocketPair server = SocketPair.open();
  private final Traffic traffic = new Traffic();
  private final Relay relay = relay(client.near(), server);
  private final FutureTask<EndReason> result =
      new FutureTask<>(() -> relay.run(new IdleWatch(LONG)));
  private final Thread thread = Schedulers.roundRobin().newThread(result);

  @AfterEach
  void close() throws IOException, InterruptedException {
    thread.interrupt();
    assertTrue(!thread.isAlive() || thread.join(Duration.ofSeconds(10)));
    client.close();
    server.close();
  }

  private Relay relay(SocketConnection from, SocketPair to) {
    return new Relay(
        from,
        to.near(),
        traffic,
        new Relay.IdleLimits(LONG, LONG),
        new CopyStrategy(CopyStrategy.Splicing.AUTO, new BufferPool()),
        Optional.empty());
  }

  private EndReason outcome() throws InterruptedException, ExecutionException, TimeoutException {
    return result.get(10, TimeUnit.SECONDS);
  }

  private static String read(SocketChannel from, int count) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(count);
    while (bytes.hasRemaining() && from.read(bytes) >= 0) {
      // Until all have come.
    }
    return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
  }

  private static byte[] much(int seed) {
    byte[] bytes = new byte[MUCH];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  private static CompletableFuture<Void> send(SocketChannel to, byte[] bytes) {
    return CompletableFuture.runAsync(
        () -> {
          try {
            ByteBuffer rest = ByteBuffer.wrap(bytes);
            while (rest.hasRemaining()) {
              to.write(rest);
            }
            to.shutdownOutput();
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        },
        task -> Thread.ofVirtual().start(task));
  }

  private static CompletableFuture<byte[]> receive(SocketChannel from) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return Channels.newInputStream(from).readAllBytes();
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        },
        task -> Thread.ofVirtual().start(task));
  }

  @Test
  void messagesGoBothWaysAndEachSideMayEndFirst() throws Exception {
    thread.start();
    for (int i = 0; i < 50; i++) {
      client.farSends("question");
      assertEquals("question", read(server.far(), 8));
      server.farSends("answer");
      assertEquals("answer", read(client.far(), 6));
    }
    client.endOfFar();
    assertEquals("", read(server.far(), 1));
    server.farSends("late");
    assertEquals("late", read(client.far(), 4));
    server.endOfFar();
    assertEquals("", read(client.far(), 1));
    assertEquals(EndReason.CLOSED, outcome());
    assertTrue(relay.endedByClient());
    assertEquals(50 * 8, traffic.upload().get());
    assertEquals(50 * 6 + 4, traffic.download().get());
  }

  @Test
  void theServerMayEndFirstWhileTheClientSendsOn() throws Exception {
    thread.start();
    server.endOfFar();
    assertEquals("", read(client.far(), 1));
    var received = receive(server.far());
    byte[] sent = much(1);
    var sending = send(client.far(), sent);
    assertArrayEquals(sent, received.get(10, TimeUnit.SECONDS));
    sending.get(10, TimeUnit.SECONDS);
    assertEquals(EndReason.CLOSED, outcome());
    assertEquals(MUCH, traffic.upload().get());
  }

  @Test
  void muchGoesBothWaysAtOnceAfterShortMessages() throws Exception {
    thread.start();
    client.farSends("x");
    assertEquals("x", read(server.far(), 1));
    var up = receive(server.far());
    var down = receive(client.far());
    byte[] upload = much(2);
    byte[] download = much(3);
    var sending = CompletableFuture.allOf(send(client.far(), upload), send(server.far(), download));
    assertArrayEquals(upload, up.get(10, TimeUnit.SECONDS));
    assertArrayEquals(download, down.get(10, TimeUnit.SECONDS));
    sending.get(10, TimeUnit.SECONDS);
    assertEquals(EndReason.CLOSED, outcome());
    assertEquals(1 + MUCH, traffic.upload().get());
    assertEquals(MUCH, traffic.download().get());
  }

  /// Pages are no stream, in pieces as a server writes them, with a small one at the end.
  @Test
  void onlyAStreamNeedsAThreadForEachDirection() throws Exception {
    FutureTask<Boolean> shared = new FutureTask<>(ReadinessSet::isDescriptorFree);
    Schedulers.roundRobin().newThread(shared).start();
    thread.start();
    for (int i = 1; i <= 28; i++) {
      int piece = i % 7 == 0 ? 100 : 20_000;
      server.farSends("x".repeat(piece));
      assertEquals(piece, read(client.far(), piece).length());
    }
    boolean oneThread = shared.get(10, TimeUnit.SECONDS);
    Await.until("the tunnel waits as expected", () -> isInOneThread() == oneThread);
    var received = receive(client.far());
    send(server.far(), much(4)).get(10, TimeUnit.SECONDS);
    assertEquals(MUCH, received.get(10, TimeUnit.SECONDS).length);
    assertFalse(isInOneThread());
  }

  private boolean isInOneThread() {
    return Arrays.stream(thread.getStackTrace())
        .anyMatch(frame -> frame.getMethodName().equals("moveWhileLittle"));
  }

  /// A sink that takes no more must not make the other direction wait: two ends that only send would
  /// wait for ever.
  @Test
  void aDirectionMovesWhileTheSinkOfTheOtherTakesNothing() throws Exception {
    server.near().channel().setOption(StandardSocketOptions.SO_SNDBUF, 4096);
    server.far().setOption(StandardSocketOptions.SO_RCVBUF, 4096);
    thread.start();
    byte[] piece = new byte[1 << 20];
    client.far().configureBlocking(false);
    Await.until(
        "the server's end is full",
        () -> {
          try {
            return client.far().write(ByteBuffer.wrap(piece)) == 0;
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        });
    client.far().configureBlocking(true);
    for (int i = 0; i < 20; i++) {
      server.farSends("answer");
      assertEquals("answer", read(client.far(), 6));
    }
  }

  @Test
  void bytesThatTheHandshakeReadAheadComeFirst() throws Exception {
    client.near().reader().unread(ByteBuffer.wrap("early ".getBytes(StandardCharsets.UTF_8)));
    server.near().reader().unread(ByteBuffer.wrap("banner".getBytes(StandardCharsets.UTF_8)));
    client.farSends("late");
    thread.start();
    assertEquals("early late", read(server.far(), 10));
    assertEquals("banner", read(client.far(), 6));
  }

  @Test
  void aResetOfEitherEndResetsTheOther() throws Exception {
    thread.start();
    client.farSends("x");
    assertEquals("x", read(server.far(), 1));
    server.far().setOption(StandardSocketOptions.SO_LINGER, 0);
    server.far().close();
    assertEquals(EndReason.SERVER_RESET, outcome());
    client.near().close();
    IOException reset = assertThrows(IOException.class, () -> read(client.far(), 1));
    assertTrue(reset.getMessage().contains("reset"), reset.getMessage());
  }

  @Test
  void anInterruptEndsIt() throws Exception {
    thread.start();
    client.farSends("x");
    assertEquals("x", read(server.far(), 1));
    thread.interrupt();
    assertEquals(EndReason.SHUTDOWN, outcome());
  }

  /// A client on a UNIX socket that reads no more, but may still send. The bytes of the server that nobody
  /// takes must not keep a processor busy.
  @Test
  @RequiresLinux
  void aDirectionWhoseSinkBrokeIsNotWaitedFor(@TempDir Path folder) throws Exception {
    var address = UnixDomainSocketAddress.of(folder.resolve("s"));
    try (var listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX).bind(address);
        SocketChannel far = SocketChannel.open(address);
        SocketChannel near = listener.accept()) {
      near.configureBlocking(false);
      far.shutdownInput();
      server.near().reader().unread(ByteBuffer.wrap("banner".getBytes(StandardCharsets.UTF_8)));
      server.farSends("more");
      FutureTask<EndReason> ended =
          new FutureTask<>(
              () -> relay(new SocketConnection(near), server).run(new IdleWatch(LONG)));
      Schedulers.roundRobin().newThread(ended).start();
      far.write(ByteBuffer.wrap("x".getBytes(StandardCharsets.UTF_8)));
      assertEquals("x", read(server.far(), 1));
      long before = carrierNanos();
      Thread.sleep(Duration.ofMillis(500));
      assertTrue(carrierNanos() - before < Duration.ofMillis(250).toNanos());
      far.shutdownOutput();
      assertEquals(EndReason.CLIENT_RESET, ended.get(10, TimeUnit.SECONDS));
    }
  }

  private static long carrierNanos() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
        .filter(info -> info != null && info.getThreadName().startsWith("carrier-"))
        .mapToLong(info -> threads.getThreadCpuTime(info.getThreadId()))
        .sum();
  }
}
