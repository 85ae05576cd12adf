package io.heddle.http2;

import io.heddle.concurrent.TaskScope;
import io.heddle.net.Connection;
import io.heddle.time.Deadline;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// Threads of one connection: one reads, one writes, and one serves each stream that the peer
/// opens.
///
/// Threads that use streams never write to the transport: one that is interrupted, since it has
/// been idle for too long, would leave an incomplete frame and so break all other streams.
public final class ConnectionThreads {
  /// Time in which the last frames must be written.
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(1);

  private final Http2Connection connection;
  private final Consumer<Http2Stream> handler;
  private final AtomicReference<Optional<Thread>> reader = new AtomicReference<>(Optional.empty());
  private final AtomicReference<Optional<Thread>> writer = new AtomicReference<>(Optional.empty());
  private final CountDownLatch writerFinished = new CountDownLatch(1);

  /// @param handler serves one stream of the peer to its end, in a thread of its own
  public ConnectionThreads(Http2Connection connection, Consumer<Http2Stream> handler) {
    this.connection = connection;
    this.handler = handler;
  }

  /// Runs the connection until it has ended, or has had no stream for too long. Then closes its
  /// transport. If the thread is interrupted, the connection ends at once.
  public void run() {
    try (var handlers = TaskScope.open()) {
      run(handlers);
      handlers.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run(TaskScope handlers) throws InterruptedException {
    try (Connection transport = connection.transport();
        var io = TaskScope.open()) {
      transport.deadline(Deadline.NONE);
      transport.keepAlive();
      Http2Session session = connection.session();
      session.monitor().run(() -> ConnectionPreface.send(session));
      io.fork(this::read);
      io.fork(this::write);
      try {
        serveStreams(handlers);
      } finally {
        stop();
      }
      io.join();
    }
  }

  private Void read() {
    reader.set(Optional.of(Thread.currentThread()));
    new ReadLoop(connection).run();
    return null;
  }

  private Void write() {
    writer.set(Optional.of(Thread.currentThread()));
    try {
      Optional<ByteBuffer> frames = connection.awaitFrames();
      while (frames.isPresent()) {
        connection.transport().write(frames.get());
        frames = connection.awaitFrames();
      }
    } catch (IOException e) {
      connection.end(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      writerFinished.countDown();
    }
    return null;
  }

  private void serveStreams(TaskScope handlers) throws InterruptedException {
    Optional<Http2Stream> next = connection.awaitStream();
    while (next.isPresent()) {
      Http2Stream stream = next.get();
      handlers.fork(() -> serve(stream));
      next = connection.awaitStream();
    }
  }

  private Void serve(Http2Stream stream) {
    try (stream) {
      handler.accept(stream);
    } finally {
      connection.finishServing();
    }
    return null;
  }

  /// Ends both threads, once the last frames have been written or the peer has not taken them.
  private void stop() throws InterruptedException {
    try {
      connection.close();
      reader.get().ifPresent(Thread::interrupt);
      boolean _ = writerFinished.await(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      reader.get().ifPresent(Thread::interrupt);
      writer.get().ifPresent(Thread::interrupt);
    }
  }
}
