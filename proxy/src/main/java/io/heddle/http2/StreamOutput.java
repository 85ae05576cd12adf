package io.heddle.http2;

import io.heddle.http2.frame.EndStream;
import io.heddle.http2.frame.Frame;
import io.heddle.http2.frame.HeaderList;
import io.heddle.net.RequestNotProcessedException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.ByteBuffer;

/// Sending half of one stream: its send window, and what its user sends. No method waits.
///
/// Guarded by the lock of the connection.
final class StreamOutput {
  private static final ByteBuffer EMPTY = ByteBuffer.allocate(0);

  private final StreamEntry stream;
  private final SendWindow window = new SendWindow(0);

  StreamOutput(StreamEntry stream) {
    this.stream = stream;
  }

  /// Sets the window with which the stream starts.
  void initializeWindow(int size) {
    window.initialize(size);
  }

  /// Changes the window, after WINDOW_UPDATE or SETTINGS.
  ///
  /// @return false if it has become too large
  boolean growWindow(long delta) {
    boolean valid = window.grow(delta);
    stream.signal();
    return valid;
  }

  /// Bytes of DATA that the window of the stream allows.
  int availableWindow() {
    stream.session().monitor().assertHeld();
    return window.available();
  }

  /// Checks that DATA or HEADERS may be sent, apart from windows and room in the queue.
  ///
  /// @throws RequestNotProcessedException if the stream is not open yet and its connection takes no
  /// more streams
  void checkSendable() throws IOException {
    stream.checkNotFailed();
    StreamState state = stream.state();
    if (!state.canSend() && state != StreamState.IDLE) {
      throw new SocketException("the output of the stream has ended");
    }
    if (state == StreamState.IDLE && !stream.session().lifecycle().phase().allowsOpening()) {
      var cause = new RequestNotProcessedException("the connection takes no more streams");
      stream.fail(cause);
      throw cause;
    }
  }

  /// Sends a field section. The first one opens the stream.
  void sendHeaders(HeaderList list, EndStream endStream) {
    if (stream.state() == StreamState.IDLE) {
      stream.session().openReserved(stream);
      stream.received().contentLength().noteRequest(list);
    }
    stream.session().sender().sendHeaders(stream.id(), list, endStream);
    if (endStream == EndStream.YES) {
      stream.endSending();
    }
  }

  /// Sends the next `count` bytes of `from`, which all windows allow.
  void sendData(ByteBuffer from, int count) {
    window.consume(count);
    stream.session().sender().sendData(stream.id(), from, count);
  }

  /// Sends END_STREAM, unless it has been sent or the peer is done with the stream.
  void end() throws IOException {
    boolean needless =
        stream.failure().isPresent()
            ? stream.failure().get() instanceof EarlyResponseException
            : stream.state() == StreamState.HALF_CLOSED_LOCAL
                || stream.state() == StreamState.CLOSED;
    if (!needless) {
      checkSendable();
      stream.endSending();
      stream.session().sender().send(new Frame.Data(stream.id(), EMPTY, 0, EndStream.YES));
    }
  }
}
