package io.heddle.http2;

import io.heddle.concurrent.TaskScope;
import io.heddle.http2.frame.Frame;
import io.heddle.http2.frame.Setting;
import io.heddle.net.Connection;
import io.heddle.time.Deadline;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// The life of one connection: a thread that reads, one that writes, and one for each stream that
/// the peer opens.
///
/// Streams never write to the network themselves: one that is interrupted, because it was idle for
/// too long, would leave half a frame behind and break all others.
public final class ConnectionTasks {
  /// For our last words to leave.
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);

  private final Http2Connection connection;
  private final Consumer<Http2Stream> handler;
  private final AtomicReference<Optional<Thread>> reading = new AtomicReference<>(Optional.empty());
  private final AtomicReference<Optional<Thread>> writing = new AtomicReference<>(Optional.empty());
  private final CountDownLatch written = new CountDownLatch(1);

  /// @param handler serves one stream of the peer's to its end, in a thread of its own
  public ConnectionTasks(Http2Connection connection, Consumer<Http2Stream> handler) {
    this.connection = connection;
    this.handler = handler;
  }

  /// Serves the connection until it has ended, or has had no stream for too long, then closes it.
  /// If the thread is interrupted, it ends at once.
  public void run() {
    try (var handlers = TaskScope.open()) {
      move(handlers);
      handlers.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void move(TaskScope handlers) throws InterruptedException {
    try (Connection transport = connection.transport();
        var io = TaskScope.open()) {
      transport.deadline(Deadline.NONE);
      transport.keepAlive();
      greet();
      io.fork(this::read);
      io.fork(this::write);
      try {
        serve(handlers);
      } finally {
        stop();
      }
      io.join();
    }
  }

  private void greet() {
    connection.lock();
    try {
      Http2Limits limits = connection.limits();
      List<Setting> settings = new ArrayList<>();
      switch (connection.role()) {
        case CLIENT -> settings.add(new Setting(Setting.ENABLE_PUSH, 0));
        case SERVER -> settings.add(new Setting(Setting.MAX_CONCURRENT_STREAMS, limits.streams()));
      }
      settings.add(new Setting(Setting.INITIAL_WINDOW_SIZE, ReceiveWindow.FIRST));
      settings.add(new Setting(Setting.MAX_HEADER_LIST_SIZE, limits.headerList()));
      connection.greet(new Frame.Settings(settings), ConnectionWindow.first());
    } finally {
      connection.unlock();
    }
  }

  private Void read() {
    begin(reading);
    new Dispatcher(connection).run();
    return null;
  }

  private Void write() {
    begin(writing);
    try {
      Optional<ByteBuffer> frames = connection.takeFrames();
      while (frames.isPresent()) {
        connection.transport().write(frames.get());
        frames = connection.takeFrames();
      }
    } catch (IOException e) {
      connection.end(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      written.countDown();
    }
    return null;
  }

  private static void begin(AtomicReference<Optional<Thread>> place) {
    place.set(Optional.of(Thread.currentThread()));
  }

  private void serve(TaskScope handlers) throws InterruptedException {
    Optional<Http2Stream> stream = connection.awaitIncoming();
    while (stream.isPresent()) {
      Http2Stream opened = stream.get();
      handlers.fork(() -> serve(opened));
      stream = connection.awaitIncoming();
    }
  }

  private Void serve(Http2Stream stream) {
    try (stream) {
      handler.accept(stream);
    } finally {
      connection.served();
    }
    return null;
  }

  /// Ends both threads, after our last words have left if the peer takes them.
  private void stop() throws InterruptedException {
    try {
      connection.close();
      reading.get().ifPresent(Thread::interrupt);
      boolean _ = written.await(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      reading.get().ifPresent(Thread::interrupt);
      writing.get().ifPresent(Thread::interrupt);
    }
  }
}
