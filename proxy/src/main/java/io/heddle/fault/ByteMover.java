package io.heddle.fault;

import io.heddle.net.BufferPool;
import io.heddle.net.Connection;
import io.heddle.net.InjectedResetException;
import io.heddle.net.scheduler.Schedulers.YieldBudget;
import io.heddle.time.Deadline;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayList;
import java.util.List;
import org.tinylog.Logger;

/// Mover of the bytes between a connection and the two directions of a [FaultyConnection], in two
/// threads.
///
/// A task scope was rejected: it would have to be closed before the method returns that has opened the
/// connection, since that binds a listener to its thread ([io.heddle.trace.Tracing]).
final class ByteMover implements AutoCloseable {
  private final Connection inner;
  private final BufferPool buffers;
  private final FaultyDirection upload;
  private final FaultyDirection download;
  private final ByteCountdown countdown;
  private final Runnable onReset;
  private final List<Thread> threads = new ArrayList<>(2);

  /// @param inner stays the caller's
  /// @param countdown of both directions
  /// @param onReset run at a reset
  ByteMover(
      Connection inner,
      BufferPool buffers,
      FaultyDirection upload,
      FaultyDirection download,
      ByteCountdown countdown,
      Runnable onReset) {
    this.inner = inner;
    this.buffers = buffers;
    this.upload = upload;
    this.download = download;
    this.countdown = countdown;
    this.onReset = onReset;
  }

  FaultyDirection upload() {
    return upload;
  }

  FaultyDirection download() {
    return download;
  }

  /// Whether there is a number of bytes after which the connection is reset.
  boolean mayReset() {
    return countdown.isLimited();
  }

  /// Starts to move bytes.
  void start() {
    if (countdown.isSpent()) {
      reset();
      return;
    }
    threads.add(Thread.ofVirtual().start(() -> run(upload, this::send)));
    threads.add(Thread.ofVirtual().start(() -> run(download, this::receiveAll)));
  }

  /// Task of one direction.
  @FunctionalInterface
  private interface Mover {
    void run() throws IOException;
  }

  /// A task whose failure nobody is told of would leave the other side waiting for ever.
  private static void run(FaultyDirection direction, Mover mover) {
    try {
      mover.run();
    } catch (ClosedByInterruptException e) {
      // The connection is being closed.
    } catch (IOException e) {
      boolean _ = direction.abort(e);
    } catch (RuntimeException | Error e) {
      boolean _ = direction.abort(new IOException("a fault could not be injected", e));
      Logger.error(e, "a fault could not be injected");
    }
  }

  /// Passes on what may leave, up to the end of the stream.
  private void send() throws IOException {
    YieldBudget budget = new YieldBudget();
    while (true) {
      upload.awaitOutput(Deadline.NONE);
      ByteBuffer bytes = buffers.takeForTransfer();
      int count = 0;
      try {
        count = upload.takeNow(bytes);
      } finally {
        if (count <= 0) {
          buffers.give(bytes);
        }
      }
      if (count < 0) {
        inner.shutdownOutput();
        upload.markDelivered();
        return;
      }
      if (count > 0) {
        buffers.write(bytes.flip(), inner);
        resetIfSpent();
      }
      budget.yieldIfSpent();
    }
  }

  /// Reads on while bytes are held.
  private void receiveAll() throws IOException {
    YieldBudget budget = new YieldBudget();
    int count = 0;
    try {
      while (count >= 0) {
        int room = download.awaitRoom(Deadline.NONE);
        inner.awaitReadable();
        count = receiveOnce(room);
        budget.yieldIfSpent();
      }
      download.putEnd();
    } catch (ClosedByInterruptException e) {
      throw e;
    } catch (IOException e) {
      download.putFailure(e);
    }
  }

  private int receiveOnce(int room) throws IOException {
    ByteBuffer bytes = buffers.takeForTransfer();
    try {
      int count = inner.readNow(bytes.limit(Math.min(bytes.limit(), room)));
      download.putNow(bytes.flip());
      return count;
    } finally {
      buffers.give(bytes);
    }
  }

  /// Resets the connection if no more bytes may pass.
  void resetIfSpent() {
    if (countdown.isSpent()) {
      reset();
    }
  }

  private void reset() {
    inner.resetOnClose();
    IOException why = new InjectedResetException("a fault of the rules has reset the connection");
    if (download.abort(why)) {
      onReset.run();
    }
    boolean _ = upload.abort(why);
  }

  /// Ends both threads, and gives back the memory of what is held. For any thread.
  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
    threads.forEach(ByteMover::awaitEnd);
    upload.close();
    download.close();
  }

  /// Waits for a thread that has been interrupted, whose waits all end by that.
  private static void awaitEnd(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
