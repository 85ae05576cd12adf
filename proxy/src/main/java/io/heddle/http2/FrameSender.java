package io.heddle.http2;

import io.heddle.http2.frame.EndStream;
import io.heddle.http2.frame.ErrorCode;
import io.heddle.http2.frame.Frame;
import io.heddle.http2.frame.HeaderList;
import io.heddle.http2.frame.Http2Exception;
import java.nio.ByteBuffer;

/// Sending side of one connection: the [FrameQueue] and the send window of the connection. Nothing
/// is written here; the writer takes the frames.
///
/// Each method needs the lock of the connection.
final class FrameSender {
  private final ConnectionLock monitor;
  private final FrameQueue queue = new FrameQueue();
  private final SendWindow window = new SendWindow(SendWindow.INITIAL);

  FrameSender(ConnectionLock monitor) {
    this.monitor = monitor;
  }

  /// Sends the preface of a client.
  void sendPreface(byte[] preface) {
    monitor.assertHeld();
    queue.addPreface(preface);
  }

  /// Sends a control frame.
  void send(Frame frame) {
    monitor.assertHeld();
    queue.add(frame);
    monitor.framesQueued().signal();
  }

  /// Sends a control frame that answers a frame of the peer.
  ///
  /// @throws Http2Exception if the peer does not read the replies that it causes
  void reply(Frame frame) throws Http2Exception {
    monitor.assertHeld();
    boolean allowed = queue.addReply(frame);
    monitor.framesQueued().signal();
    if (!allowed) {
      throw new Http2Exception(ErrorCode.ENHANCE_YOUR_CALM, "replies are not read");
    }
  }

  /// Sends a field section.
  void sendHeaders(int stream, HeaderList list, EndStream endStream) {
    monitor.assertHeld();
    queue.addHeaders(stream, list, endStream);
    monitor.framesQueued().signal();
  }

  /// Sends the next `count` bytes of `from`.
  ///
  /// @param count at most [#maxData]
  void sendData(int stream, ByteBuffer from, int count) {
    monitor.assertHeld();
    window.consume(count);
    queue.addData(stream, from, count);
    monitor.framesQueued().signal();
  }

  /// Bytes of DATA that may be sent now in one frame, as far as the connection is concerned.
  int maxData() {
    monitor.assertHeld();
    return Math.min(Math.min(window.available(), queue.room()), Frame.MAX_PAYLOAD);
  }

  /// Whether HEADERS may be sent now.
  boolean hasRoom() {
    monitor.assertHeld();
    return queue.room() > 0;
  }

  /// Adds to the send window of the connection.
  ///
  /// @return false if it has become too large
  boolean growWindow(int increment) {
    monitor.assertHeld();
    boolean valid = window.grow(increment);
    monitor.sendRoom().signalAll();
    return valid;
  }

  /// Ends the output, after the frames that are queued.
  void close() {
    monitor.assertHeld();
    queue.close();
    monitor.framesQueued().signal();
    monitor.sendRoom().signalAll();
  }

  // For the writer.

  boolean isEmpty() {
    monitor.assertHeld();
    return queue.isEmpty();
  }

  boolean isClosed() {
    monitor.assertHeld();
    return queue.isClosed();
  }

  /// Takes all queued frames, which the caller may use until it calls [#release].
  ByteBuffer take() {
    monitor.assertHeld();
    ByteBuffer frames = queue.take();
    monitor.sendRoom().signalAll();
    return frames;
  }

  /// Gives back what [#take] has returned.
  void release() {
    monitor.assertHeld();
    queue.release();
  }

  /// Frees memory, for a connection without streams.
  void trim() {
    monitor.assertHeld();
    queue.trim();
  }
}
