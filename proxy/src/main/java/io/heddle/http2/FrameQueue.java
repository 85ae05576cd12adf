package io.heddle.http2;

import io.heddle.http2.frame.EndStream;
import io.heddle.http2.frame.Frame;
import io.heddle.http2.frame.HeaderEncoder;
import io.heddle.http2.frame.HeaderList;
import io.heddle.wire.ByteWriter;
import java.nio.ByteBuffer;

/// Queue of frames to be written, as bytes, in the order in which they are sent. The writer takes
/// all that have been queued at once.
///
/// DATA and HEADERS wait until there is [#room]. Control frames do not: they are few for each
/// stream, and those that the peer can cause at will are limited by [#addReply]. So RST_STREAM is
/// never held up by a stream whose peer does not read.
///
///     add ──▶ [ filling ]  ⇄  [ taken ] ──▶ writer, until release
final class FrameQueue {
  /// Queued bytes above which DATA and HEADERS wait.
  static final int CAPACITY = 64 * 1024;

  /// Queued bytes of replies above which the connection fails: the peer asks and does not read.
  static final int MAX_REPLIES = 64 * 1024;

  private static final int INITIAL_SIZE = 1024;

  private final HeaderEncoder encoder = new HeaderEncoder();
  private ByteWriter filling = new ByteWriter(INITIAL_SIZE);
  private ByteWriter taken = new ByteWriter(INITIAL_SIZE);
  private boolean inUse;
  private int replies;
  private boolean closed;

  /// Bytes of DATA that may be added now; HEADERS may be added if it is not 0.
  int room() {
    return Math.max(0, CAPACITY - filling.size());
  }

  /// Adds a control frame.
  void add(Frame frame) {
    frame.write(filling);
  }

  /// Adds a control frame that answers a frame of the peer.
  ///
  /// @return false if too many replies are queued
  boolean addReply(Frame frame) {
    int before = filling.size();
    add(frame);
    replies += filling.size() - before;
    return replies <= MAX_REPLIES;
  }

  /// Adds bytes that are no frame: the preface of a client (RFC 9113 §3.4).
  void addPreface(byte[] preface) {
    filling.bytes(preface);
  }

  /// Adds the next `count` bytes of `from` as one DATA frame.
  void addData(int stream, ByteBuffer from, int count) {
    ByteBuffer bytes = from.slice(from.position(), count);
    from.position(from.position() + count);
    add(new Frame.Data(stream, bytes, 0, EndStream.NO));
  }

  /// Adds a field section as HEADERS and CONTINUATION frames.
  void addHeaders(int stream, HeaderList headers, EndStream endStream) {
    encoder.write(stream, headers, endStream, filling);
  }

  /// Ends the queue: no frames are added from now on. Those in it may still be taken.
  void close() {
    closed = true;
  }

  boolean isClosed() {
    return closed;
  }

  boolean isEmpty() {
    return filling.size() == 0;
  }

  /// Takes all queued bytes, which the caller may use until it calls [#release].
  ByteBuffer take() {
    ByteWriter free = taken;
    taken = filling;
    filling = free;
    filling.clear();
    inUse = true;
    replies = 0;
    return taken.toBuffer();
  }

  /// Gives back what [#take] has returned.
  void release() {
    inUse = false;
  }

  /// Frees memory while the queue is empty, for a connection without streams.
  void trim() {
    if (isEmpty() && !inUse) {
      filling = new ByteWriter(INITIAL_SIZE);
      taken = new ByteWriter(INITIAL_SIZE);
    }
  }
}
