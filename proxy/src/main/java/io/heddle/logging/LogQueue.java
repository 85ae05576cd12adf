package io.heddle.logging;

import io.heddle.jdk.BlockingCheck;
import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/// Queue of log lines between the threads that log and the one thread that writes.
///
///     connections ──▶ queue, at most 1 MiB ──▶ one thread ──▶ a file, or standard error
///
/// Logging never waits: a terminal, a reading program or a disk may stand still, and many
/// connections share one carrier. Lines for which the queue has no room are dropped; the writing
/// thread reports their number later.
///
/// Lines for a file are appended at its current end: other programs may write to it too, or truncate
/// it.
final class LogQueue {
  /// The limit of the bytes that wait to be written.
  static final int MAX_BYTES = 1 << 20;

  /// The pause after each write. Lines that arrive meanwhile are written together, with one wake-up.
  /// A single line after a silence is written at once.
  private static final Duration PAUSE = Duration.ofMillis(5);

  private final LineWriter writer;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition notEmpty = lock.newCondition();
  private final Condition written = lock.newCondition();
  private LineBuffer lines = new LineBuffer();
  private boolean writing;
  private boolean failing;
  private long dropped;

  LogQueue(LogDestination destination) {
    writer = new LineWriter(destination);
  }

  /// @param out stays open
  LogQueue(OutputStream out) {
    this(Channels.newChannel(out)::write);
  }

  /// Lines that can be written without copying them.
  private static final class LineBuffer extends ByteArrayOutputStream {
    ByteBuffer bytes() {
      return ByteBuffer.wrap(buf, 0, count);
    }
  }

  /// A queue of lines that are appended to `file`, or written to standard error without one.
  ///
  /// @throws IOException if the file cannot be written
  static LogQueue to(Optional<Path> file) throws IOException {
    assert BlockingCheck.isAllowed();
    return new LogQueue(
        file.isPresent()
            ? LogFile.open(file.get())
            : new FileOutputStream(FileDescriptor.err).getChannel()::write);
  }

  /// Adds a line, or drops it if the queue is full.
  ///
  /// @param line with its line end
  void add(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    lock.lock();
    try {
      if (lines.size() + bytes.length > MAX_BYTES) {
        dropped++;
      } else {
        lines.writeBytes(bytes);
        notEmpty.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Writes lines until the thread is interrupted.
  ///
  /// @param onDropped receives the number of dropped lines, after others have been written
  /// @param onFailure receives the reason why lines could not be written; those lines are dropped.
  ///     Once for a series of failures
  void run(LongConsumer onDropped, Consumer<IOException> onFailure) throws InterruptedException {
    while (true) {
      write(take().bytes(), onFailure);
      if (!failing) {
        reportDropped(onDropped);
      }
      Thread.sleep(PAUSE);
    }
  }

  private LineBuffer take() throws InterruptedException {
    lock.lock();
    try {
      while (lines.size() == 0) {
        notEmpty.await();
      }
      writing = true;
      LineBuffer taken = lines;
      lines = new LineBuffer();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  private void write(ByteBuffer taken, Consumer<IOException> onFailure) {
    try {
      writer.write(taken);
      failing = false;
    } catch (IOException e) {
      if (!failing) {
        onFailure.accept(e);
      }
      failing = true;
    }
    lock.lock();
    try {
      dropped += LineWriter.linesIn(taken);
      writing = false;
      written.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void reportDropped(LongConsumer onDropped) {
    long count = takeDropped();
    if (count > 0) {
      onDropped.accept(count);
    }
  }

  private long takeDropped() {
    lock.lock();
    try {
      long count = dropped;
      dropped = 0;
      return count;
    } finally {
      lock.unlock();
    }
  }

  /// Waits until all lines have been written by a thread that [runs][#run] this queue.
  ///
  /// @return whether they were written in time
  boolean awaitWritten(Duration timeout) throws InterruptedException {
    lock.lock();
    try {
      long left = timeout.toNanos();
      while (left > 0 && (writing || lines.size() > 0)) {
        left = written.awaitNanos(left);
      }
      return left > 0;
    } finally {
      lock.unlock();
    }
  }
}
