package io.heddle.logging;

import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/// The way of the log out of this process: whoever logs a line leaves it here, and one thread
/// writes all there are at once.
///
///     connections ──▶ lines, a mebibyte at most ──▶ one thread ──▶ a file, or standard error
///
/// So nobody who logs ever waits. The terminal or the program that reads may stand still, or a
/// disk, and many connections share one carrier. Lines that find no room are lost; the thread tells
/// how many when it gets on.
///
/// What is appended to a file goes to its end, wherever that is: others may write to it too, or
/// empty it.
final class LogLines {
  /// Bytes that wait to be written.
  static final int MOST = 1 << 20;

  /// Between two writes: many lines are one write then, and one wake-up. A line that comes alone
  /// does not wait.
  private static final Duration PAUSE = Duration.ofMillis(5);

  private final OutputStream out;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Condition emptied = lock.newCondition();
  private ByteArrayOutputStream lines = new ByteArrayOutputStream();
  private boolean writing;
  private boolean failing;
  private long lost;

  /// @param out kept open
  LogLines(OutputStream out) {
    this.out = out;
  }

  /// Lines that are appended to `file`, or else go to standard error.
  ///
  /// @throws IOException if the file cannot be written, which must not go unnoticed
  static LogLines to(Optional<Path> file) throws IOException {
    return new LogLines(
        file.isPresent() ? append(file.get()) : new FileOutputStream(FileDescriptor.err));
  }

  private static OutputStream append(Path file) throws IOException {
    try {
      return Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (FileSystemException e) {
      throw new IOException(file + ": " + reason(e), e);
    }
  }

  private static String reason(FileSystemException e) {
    return switch (e) {
      case NoSuchFileException _ -> "no such folder";
      case AccessDeniedException _ -> "permission denied";
      default -> Optional.ofNullable(e.getReason()).orElseGet(e::toString);
    };
  }

  /// Leaves a line to be written, or loses it.
  ///
  /// @param line with its end
  void add(String line) {
    byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
    lock.lock();
    try {
      if (lines.size() + bytes.length > MOST) {
        lost++;
      } else {
        lines.writeBytes(bytes);
        changed.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Writes lines until the thread is interrupted.
  ///
  /// @param onLoss told how many were lost for want of room, when others have been written
  /// @param onFailure told why lines cannot be written, which are lost; once until some can be
  /// again
  void run(LongConsumer onLoss, Consumer<IOException> onFailure) throws InterruptedException {
    while (true) {
      write(take(), onFailure);
      tellLoss(onLoss);
      Thread.sleep(PAUSE);
    }
  }

  private ByteArrayOutputStream take() throws InterruptedException {
    lock.lock();
    try {
      while (lines.size() == 0) {
        changed.await();
      }
      writing = true;
      ByteArrayOutputStream taken = lines;
      lines = new ByteArrayOutputStream();
      return taken;
    } finally {
      lock.unlock();
    }
  }

  private void write(ByteArrayOutputStream taken, Consumer<IOException> onFailure) {
    try {
      taken.writeTo(out);
      failing = false;
    } catch (IOException e) {
      if (!failing) {
        onFailure.accept(e);
      }
      failing = true;
    }
    lock.lock();
    try {
      writing = false;
      emptied.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void tellLoss(LongConsumer onLoss) {
    long count = takeLoss();
    if (count > 0) {
      onLoss.accept(count);
    }
  }

  private long takeLoss() {
    lock.lock();
    try {
      long count = lost;
      lost = 0;
      return count;
    } finally {
      lock.unlock();
    }
  }

  /// Waits until all lines have been written, if somebody [runs][#run] this.
  ///
  /// @return whether that was in time
  boolean awaitWritten(Duration patience) throws InterruptedException {
    lock.lock();
    try {
      long left = patience.toNanos();
      while (left > 0 && (writing || lines.size() > 0)) {
        left = emptied.awaitNanos(left);
      }
      return left > 0;
    } finally {
      lock.unlock();
    }
  }
}
