package io.heddle.http2;

import io.heddle.http2.frame.ErrorCode;
import io.heddle.http2.frame.Frame;
import io.heddle.http2.frame.HeaderEncoder;
import io.heddle.http2.frame.HeaderList;
import io.heddle.http2.frame.Http2Exception;
import io.heddle.http2.frame.Then;
import io.heddle.wire.ByteWriter;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;

/// Whole frames of all streams, in the order in which they leave. One thread takes what has
/// gathered and writes it at once; whoever adds payload waits while there is enough.
///
/// Everything here is done under the connection's lock.
final class Outbox {
  /// Bytes that may wait before payload must.
  private static final int ENOUGH = 64 * 1024;

  /// Bytes of answers that may wait: a peer that asks and does not read gets no further.
  private static final int MOST_ANSWERS = 64 * 1024;

  private static final int SMALL = 1024;

  private final HeaderEncoder encoder = new HeaderEncoder();
  private final Condition filled;
  private final Condition room;
  private ByteWriter waiting = new ByteWriter(SMALL);
  private ByteWriter leaving = new ByteWriter(SMALL);
  private boolean writerWaits;
  private int answers;
  private boolean closed;

  Outbox(Lock lock) {
    filled = lock.newCondition();
    room = lock.newCondition();
  }

  /// Is signalled when there may be [#room] again.
  Condition roomChanged() {
    return room;
  }

  /// Bytes of payload that may be added.
  int room() {
    return Math.max(0, ENOUGH - waiting.size());
  }

  /// Adds a frame that is no answer to anything, of which a stream has few.
  void add(Frame frame) {
    frame.write(waiting);
    filled.signal();
  }

  void addPreface(byte[] preface) {
    waiting.bytes(preface);
  }

  /// Adds payload: the next `count` bytes of `from`.
  void add(int stream, ByteBuffer from, int count) {
    ByteBuffer bytes = from.slice(from.position(), count);
    from.position(from.position() + count);
    add(new Frame.Data(stream, bytes, 0, Then.MORE));
  }

  void add(int stream, HeaderList headers, Then then) {
    encoder.write(stream, headers, then, waiting);
    filled.signal();
  }

  /// Adds a frame that the peer's frames make us send.
  ///
  /// @throws Http2Exception if too many of them wait already
  void answer(Frame frame) throws Http2Exception {
    int before = waiting.size();
    add(frame);
    answers += waiting.size() - before;
    if (answers > MOST_ANSWERS) {
      throw new Http2Exception(ErrorCode.ENHANCE_YOUR_CALM, "answers are not read");
    }
  }

  /// Nothing is added from now on; what waits still leaves.
  void close() {
    closed = true;
    filled.signal();
  }

  /// Waits for something to write, which is the caller's until the next call; nothing once all has
  /// left and no more is coming.
  Optional<ByteBuffer> take() throws InterruptedException {
    while (waiting.size() == 0) {
      if (closed) {
        return Optional.empty();
      }
      writerWaits = true;
      filled.await();
      writerWaits = false;
    }
    ByteWriter taken = waiting;
    waiting = leaving;
    waiting.clear();
    leaving = taken;
    answers = 0;
    room.signalAll();
    return Optional.of(taken.toBuffer());
  }

  /// Keeps little memory, for a connection without streams.
  void trim() {
    if (waiting.size() == 0 && writerWaits) {
      waiting = new ByteWriter(SMALL);
      leaving = new ByteWriter(SMALL);
    }
  }
}
