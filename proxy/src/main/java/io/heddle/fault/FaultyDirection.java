package io.heddle.fault;

import io.heddle.time.Deadline;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// Direction of a [FaultyConnection]: a [DelayLine] between the thread that puts bytes in and the
/// thread that takes them out. Its waits fail as those of a [TimedCondition].
final class FaultyDirection {
  /// Time after which memory is looked for again that others have given back.
  private static final long SCARCE_PAUSE = 50_000_000;

  private final DelayLine line;
  private final HeldMemory memory;
  private final ByteCountdown countdown;
  private final ReentrantLock lock = new ReentrantLock();
  private final TimedCondition input = new TimedCondition(lock.newCondition());
  private final TimedCondition output = new TimedCondition(lock.newCondition());
  private Optional<IOException> sourceFailure = Optional.empty();
  private Optional<IOException> failure = Optional.empty();
  private boolean delivered;

  FaultyDirection(DelayLine line, HeldMemory memory, ByteCountdown countdown) {
    this.line = line;
    this.memory = memory;
    this.countdown = countdown;
  }

  /// Waits until there is room for bytes.
  ///
  /// @return the number of bytes
  int awaitRoom(Deadline deadline) throws IOException {
    lock.lock();
    try {
      int room;
      while ((room = memory.room(line.held() + DelayLine.OVERHEAD)) <= 0) {
        checkFailure();
        input.await(SCARCE_PAUSE, deadline);
      }
      checkFailure();
      return room;
    } finally {
      lock.unlock();
    }
  }

  /// Puts in as many bytes as there is room for, without waiting.
  void putNow(ByteBuffer from) throws IOException {
    lock.lock();
    try {
      checkFailure();
      int count = Math.min(from.remaining(), memory.room(line.held() + DelayLine.OVERHEAD));
      if (count > 0) {
        ByteBuffer copy = ByteBuffer.allocate(count).put(0, from, from.position(), count);
        from.position(from.position() + count);
        line.add(copy, System.nanoTime());
        memory.account(line.held());
        output.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /// Puts in the end of the stream.
  void putEnd() {
    lock.lock();
    try {
      line.end(System.nanoTime());
      output.signal();
    } finally {
      lock.unlock();
    }
  }

  /// Puts in the failure of the source, which comes out after the bytes before it.
  void putFailure(IOException why) {
    lock.lock();
    try {
      sourceFailure = Optional.of(why);
    } finally {
      lock.unlock();
    }
    putEnd();
  }

  /// Waits until [#takeNow] returns something.
  void awaitOutput(Deadline deadline) throws IOException {
    lock.lock();
    try {
      long wait;
      while ((wait = waitNanos()) > 0) {
        checkFailure();
        output.await(wait, deadline);
      }
      checkFailure();
    } finally {
      lock.unlock();
    }
  }

  /// After the last byte, only a reset comes, by [#abort].
  private long waitNanos() {
    return countdown.isSpent() ? Long.MAX_VALUE : line.waitNanos(System.nanoTime());
  }

  /// Takes out the bytes that may leave now, without waiting.
  ///
  /// @return their number; 0 if there are none yet; -1 at the end
  int takeNow(ByteBuffer into) throws IOException {
    lock.lock();
    try {
      checkFailure();
      long now = System.nanoTime();
      int start = into.position();
      int count;
      while ((count = countdown.reserve(Math.min(into.remaining(), line.available(now)))) > 0) {
        into.put(line.take(now, count));
      }
      int taken = into.position() - start;
      if (taken > 0) {
        memory.account(line.held());
        input.signal();
        return taken;
      }
      return line.isAtEnd(now) && !countdown.isSpent() ? end() : 0;
    } finally {
      lock.unlock();
    }
  }

  private int end() throws IOException {
    if (sourceFailure.isPresent()) {
      throw sourceFailure.get();
    }
    return -1;
  }

  /// Notes that the end of the stream has been passed on.
  void markDelivered() {
    lock.lock();
    try {
      delivered = true;
      input.signal();
    } finally {
      lock.unlock();
    }
  }

  /// Waits for [#markDelivered].
  void awaitDelivered(Deadline deadline) throws IOException {
    lock.lock();
    try {
      while (!delivered) {
        checkFailure();
        input.await(Long.MAX_VALUE, deadline);
      }
    } finally {
      lock.unlock();
    }
  }

  /// Ends the direction at once for both sides.
  ///
  /// @return false if it has been ended so before
  boolean abort(IOException why) {
    lock.lock();
    try {
      if (failure.isPresent()) {
        return false;
      }
      failure = Optional.of(why);
      input.signal();
      output.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// Gives back the memory. Nothing is put in or taken out any more.
  void close() {
    lock.lock();
    try {
      memory.account(0);
    } finally {
      lock.unlock();
    }
  }

  private void checkFailure() throws IOException {
    if (failure.isPresent()) {
      throw failure.get();
    }
  }
}
