package io.heddle.http2;

import io.heddle.http2.frame.ErrorCode;
import io.heddle.http2.frame.Frame;
import io.heddle.http2.frame.HeaderList;
import io.heddle.net.RequestNotProcessedException;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.locks.Condition;

/// Control block of one stream: its [StreamState], its failure, what it has received, and its
/// [StreamOutput]. No method waits; [Http2Stream] does that.
///
/// Guarded by the lock of the connection.
final class StreamEntry {
  private static final int NO_ID = 0;

  private final Http2Session session;
  private final Condition changed;
  private final ReceiveBuffer received;
  private final StreamOutput output = new StreamOutput(this);
  private StreamState state = StreamState.IDLE;
  private Optional<IOException> failure = Optional.empty();
  private int id = NO_ID;

  StreamEntry(Http2Session session) {
    this.session = session;
    changed = session.monitor().newCondition();
    received = new ReceiveBuffer(session.limits().memory());
  }

  Http2Session session() {
    return session;
  }

  /// Identifier, once the stream has been opened.
  int id() {
    return id;
  }

  StreamState state() {
    session.monitor().assertHeld();
    return state;
  }

  ReceiveBuffer received() {
    session.monitor().assertHeld();
    return received;
  }

  StreamOutput output() {
    session.monitor().assertHeld();
    return output;
  }

  /// Signalled when something has been received, the send window of the stream has changed, or the
  /// stream has failed.
  Condition changed() {
    return changed;
  }

  /// Signals [#changed].
  void signal() {
    changed.signalAll();
  }

  /// Opens the stream. [Http2Session] calls this.
  void open(int newId) {
    session.monitor().assertHeld();
    state = state.afterOpening();
    id = newId;
    output.initializeWindow(session.peerSettings().initialWindowSize());
  }

  /// Ends the peer's half, after END_STREAM.
  void endReceiving() {
    session.monitor().assertHeld();
    received.end();
    state = state.afterEndReceived();
    session.removeIfClosed(this);
  }

  /// Ends our half, with END_STREAM.
  void endSending() {
    session.monitor().assertHeld();
    state = state.afterEndSent();
    session.removeIfClosed(this);
  }

  /// Ends the stream with a failure. A stream that is idle stays so, since the peer does not know
  /// it.
  void fail(IOException cause) {
    session.monitor().assertHeld();
    if (state != StreamState.IDLE) {
      state = state.afterReset();
    }
    if (failure.isEmpty()) {
      failure = Optional.of(cause);
    }
    signal();
    session.monitor().sendRoom().signalAll();
  }

  /// Cause of the end, if the stream has been reset or its connection has ended.
  Optional<IOException> failure() {
    session.monitor().assertHeld();
    return failure;
  }

  /// Throws the failure, if there is one, as an exception of this thread.
  void checkNotFailed() throws IOException {
    session.monitor().assertHeld();
    if (failure.isPresent()) {
      String message = failure.get().getMessage();
      if (failure.get() instanceof RequestNotProcessedException) {
        throw new RequestNotProcessedException(message);
      }
      throw failure.get() instanceof ProtocolException
          ? new ProtocolException(message)
          : new SocketException(message);
    }
  }

  /// Takes the next head, if it has been received.
  Optional<HeaderList> pollHead() throws IOException {
    session.monitor().assertHeld();
    Optional<HeaderList> head = received.pollHead();
    if (head.isEmpty()) {
      checkReadable();
      if (received.isEnded()) {
        throw new EOFException("the stream ended without a message");
      }
    }
    return head;
  }

  /// Reads payload that is available.
  ///
  /// @return number of bytes, 0 if there are none yet, -1 at the end
  int read(ByteBuffer into) throws IOException {
    session.monitor().assertHeld();
    if (received.available() == 0) {
      checkReadable();
      return received.isEnded() ? -1 : 0;
    }
    int count = received.read(into);
    int increment = received.release(count);
    if (increment > 0 && state.isActive()) {
      session.sender().send(new Frame.WindowUpdate(id, increment));
    }
    return count;
  }

  private void checkReadable() throws IOException {
    if (!received.isEnded()) {
      checkNotFailed();
    }
  }

  /// Sends RST_STREAM, if the stream has not ended.
  void reset(ErrorCode code) {
    session.monitor().assertHeld();
    if (state.isActive()) {
      session.reset(this, code);
    }
  }

  /// Gives the stream up: its user neither reads nor sends any more. A second call does nothing.
  ///
  /// @param code for RST_STREAM, if the stream has not ended
  void abandon(ErrorCode code) {
    session.monitor().assertHeld();
    if (state == StreamState.IDLE) {
      state = state.afterRelease();
      session.release();
    } else {
      reset(code);
    }
    received.clear();
  }

  /// Error code for a stream that its user abandons without a failure. NO_ERROR tells a client that
  /// the response is complete and the rest of the request is not needed (RFC 9113 §8.1).
  ErrorCode abandonCode() {
    session.monitor().assertHeld();
    boolean answered = session.role() == Role.SERVER && state == StreamState.HALF_CLOSED_LOCAL;
    return answered ? ErrorCode.NO_ERROR : ErrorCode.CANCEL;
  }
}
