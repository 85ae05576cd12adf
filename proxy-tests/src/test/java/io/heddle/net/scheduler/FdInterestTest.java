package io.heddle.net.scheduler;

import static io.heddle.net.scheduler.Readiness.Event.READABLE;
import static io.heddle.net.scheduler.Readiness.Event.WRITABLE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.heddle.jdk.CarrierThreadFactory;
import io.heddle.net.scheduler.Readiness.Event;
import io.heddle.time.Deadline;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Waits of threads for a channel. The test is their carrier: it decides when threads run, and when
/// events are polled.
@Tag("component")
class FdInterestTest {
  private static final int LIMIT = 10_000;

  private final LinkedBlockingQueue<Runnable> ready = new LinkedBlockingQueue<>();
  private final Queue<SocketChannel> open = new ArrayDeque<>();
  private InterestTable interests;
  private SocketChannel socket;
  private SocketChannel peer;

  @BeforeEach
  void open() throws IOException {
    assumeTrue(EpollScheduler.isAvailable(), "this system has no epoll");
    interests = new InterestTable();
    connect();
  }

  private void connect() throws IOException {
    try (ServerSocketChannel server = ServerSocketChannel.open()) {
      server.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0));
      peer = keep(SocketChannel.open(server.getLocalAddress()));
      socket = keep(server.accept());
    }
    socket.configureBlocking(false);
  }

  private SocketChannel keep(SocketChannel channel) {
    open.add(channel);
    return channel;
  }

  @AfterEach
  void close() throws IOException {
    for (SocketChannel channel : open) {
      channel.close();
    }
  }

  @Test
  void bytesWakeAWaitingReader() throws Exception {
    var reader = waits(socket, READABLE);
    assertEquals(0, interests.await(0));
    send("a");
    assertEquals(1, interests.await(LIMIT));
    assertWoken(reader);
  }

  @Test
  void aReaderThatWaitsAgainIsWokenAgain() throws Exception {
    for (String bytes : new String[] {"a", "b", "c"}) {
      var reader = waits(socket, READABLE);
      send(bytes);
      assertEquals(1, interests.await(LIMIT));
      assertWoken(reader);
      assertEquals(1, socket.read(ByteBuffer.allocate(8)));
    }
  }

  /// Epoll reports unread bytes again and again.
  @Test
  void unclaimedBytesAreReportedTwice() throws Exception {
    var reader = waits(socket, READABLE);
    send("a");
    assertEquals(1, interests.await(LIMIT));
    assertWoken(reader);
    assertReportedTwiceMore();
    assertWokenAtOnce(waits(socket, READABLE));
  }

  @Test
  void aChannelStaysRegisteredUntilItsWokenReaderRuns() throws Exception {
    var reader = waits(socket, READABLE);
    send("a");
    for (int told = 0; told < 3; told++) {
      assertEquals(1, interests.await(LIMIT));
    }
    assertWoken(reader);
    assertReportedTwiceMore();
  }

  /// A wait forgets reports that came before it.
  @Test
  void aLateReaderFindsTheChannelRegistered() throws Exception {
    send("a");
    assertWokenAtOnce(waits(socket, READABLE));
    awaitEvent();
    assertWokenAtOnce(waits(socket, READABLE));
    assertReportedTwiceMore();
  }

  @Test
  void anUnclaimedEndIsReportedTwice() throws Exception {
    var reader = waits(socket, READABLE);
    peer.close();
    assertEquals(1, interests.await(LIMIT));
    assertWoken(reader);
    assertReportedTwiceMore();
  }

  @Test
  void bytesWakeTheReaderAndRoomTheWriter() throws Exception {
    fill();
    var reader = waits(socket, READABLE);
    var writer = waits(socket, WRITABLE);
    assertEquals(0, interests.await(0));
    send("a");
    assertEquals(1, interests.await(LIMIT));
    assertWoken(reader);
    assertFalse(writer.isDone());
    assertEquals(1, socket.read(ByteBuffer.allocate(8)));
    drain();
    awaitEvent();
    assertWoken(writer);
  }

  @Test
  void aBrokenStreamWakesBoth() throws Exception {
    fill();
    var reader = waits(socket, READABLE);
    var writer = waits(socket, WRITABLE);
    peer.setOption(StandardSocketOptions.SO_LINGER, 0);
    peer.close();
    awaitEvent();
    runReady();
    assertWoken(reader);
    assertWoken(writer);
  }

  @Test
  void aReusedDescriptorIsRegisteredAnew() throws Exception {
    int descriptor = Readiness.descriptor(socket);
    var reader = waits(socket, READABLE);
    send("a");
    assertEquals(1, interests.await(LIMIT));
    assertWoken(reader);
    socket.close();
    peer.close();
    connect(descriptor);
    var next = waits(socket, READABLE);
    send("b");
    assertEquals(1, interests.await(LIMIT));
    assertWoken(next);
  }

  @Test
  void forgettingAClosedChannelSparesTheNextOneOnItsDescriptor() throws Exception {
    int descriptor = Readiness.descriptor(socket);
    SocketChannel closed = socket;
    interests.forget(closed);
    closed.close();
    peer.close();
    connect(descriptor);
    var reader = waits(socket, READABLE);
    interests.forget(closed);
    send("a");
    assertEquals(1, interests.await(LIMIT));
    assertWoken(reader);
  }

  @Test
  void aChannelThatIsNotWatchedIsNotReported() throws Exception {
    var reader = waits(socket, READABLE);
    interests.stopWatching(socket);
    send("a");
    assertEquals(0, interests.await(0));
    assertFalse(reader.isDone());
  }

  /// Other threads of this program open and close descriptors meanwhile.
  private void connect(int descriptor) throws IOException {
    int tries = 100;
    do {
      connect();
      assertTrue(tries-- > 0, "the system gives the lowest that is free");
    } while (Readiness.descriptor(socket) != descriptor);
  }

  @Test
  void aDeadlineEndsTheWait() throws Exception {
    var reader = waits(socket, READABLE, Deadline.after(Duration.ofMillis(1)));
    ready.take().run();
    assertFails(SocketTimeoutException.class, reader);
  }

  @Test
  void anInterruptEndsTheWait() throws Exception {
    FutureTask<Void> reader = task(socket, READABLE, Deadline.NONE);
    Thread thread = CarrierThreadFactory.on(ready::add).newThread(reader);
    thread.start();
    runReady();
    thread.interrupt();
    ready.take().run();
    assertFails(ClosedByInterruptException.class, reader);
    assertTrue(socket.isOpen());
  }

  private FutureTask<Void> waits(SocketChannel channel, Event event) {
    return waits(channel, event, Deadline.NONE);
  }

  /// Starts a thread, which waits when this returns.
  private FutureTask<Void> waits(SocketChannel channel, Event event, Deadline deadline) {
    FutureTask<Void> task = task(channel, event, deadline);
    CarrierThreadFactory.on(ready::add).newThread(task).start();
    runReady();
    return task;
  }

  private FutureTask<Void> task(SocketChannel channel, Event event, Deadline deadline) {
    return new FutureTask<>(() -> {
      interests.interestIn(channel).await(event, deadline);
      return null;
    });
  }

  private void runReady() {
    while (!ready.isEmpty()) {
      ready.remove().run();
    }
  }

  private void assertWoken(FutureTask<Void> waiting) throws Exception {
    runReady();
    assertTrue(waiting.isDone());
    assertEquals(null, waiting.get());
  }

  private void assertWokenAtOnce(FutureTask<Void> waiting) throws Exception {
    assertEquals(1, interests.await(LIMIT));
    assertWoken(waiting);
  }

  private void assertReportedTwiceMore() throws IOException {
    awaitEvent();
    awaitEvent();
    assertEquals(0, interests.await(0));
  }

  private void assertFails(Class<? extends IOException> with, FutureTask<Void> waiting) {
    var failure = assertThrows(ExecutionException.class, waiting::get);
    assertEquals(with, failure.getCause().getClass());
  }

  private void send(String bytes) throws IOException {
    peer.write(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.US_ASCII)));
  }

  /// Sends until the system takes no more.
  private void fill() throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(64 * 1024);
    do {
      bytes.clear();
    } while (socket.write(bytes) > 0);
  }

  /// Reads what [#fill] has sent, and lets the system make room.
  private void drain() throws IOException {
    peer.configureBlocking(false);
    ByteBuffer bytes = ByteBuffer.allocate(64 * 1024);
    while (peer.read(bytes.clear()) > 0) {}
  }

  private void awaitEvent() throws IOException {
    assertEquals(1, interests.await(LIMIT));
  }
}
