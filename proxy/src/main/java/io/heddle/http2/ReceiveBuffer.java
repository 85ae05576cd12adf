package io.heddle.http2;

import io.heddle.http2.frame.HeaderList;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Optional;

/// Buffer of what one stream has received and its user has not read: heads, payload, trailers and
/// the end. It is bounded by the [ReceiveWindow] and a limit on heads.
final class ReceiveBuffer {
  /// Heads of interim responses that have not been read, and the final one.
  static final int MAX_HEADS = 16;

  private final ArrayDeque<HeaderList> heads = new ArrayDeque<>(1);
  private final ArrayDeque<ByteBuffer> payload = new ArrayDeque<>(2);
  private final ReceiveWindow window = new ReceiveWindow();
  private Optional<HeaderList> trailers = Optional.empty();
  private int available;
  private boolean finalHeadReceived;
  private boolean ended;

  /// Adds payload.
  ///
  /// @param padding bytes of padding, which only count for the window
  /// @return whether the window allowed it
  boolean addPayload(ByteBuffer bytes, int padding) {
    boolean allowed = window.receive(bytes.remaining() + padding);
    if (allowed && bytes.hasRemaining()) {
      payload.addLast(bytes);
      available += bytes.remaining();
    }
    return allowed;
  }

  /// Adds the head of a request, of an interim response or of the final response.
  ///
  /// @return false if a final head has already been received, or too many wait to be read
  boolean addHead(HeaderList head) {
    if (finalHeadReceived || heads.size() == MAX_HEADS) {
      return false;
    }
    finalHeadReceived = head.first(":status").filter(status -> status.startsWith("1")).isEmpty();
    heads.addLast(head);
    return true;
  }

  /// Adds the trailer section.
  ///
  /// @return false if no final head has been received
  boolean addTrailers(HeaderList section) {
    trailers = Optional.of(section);
    return finalHeadReceived;
  }

  /// Whether the head of the request or of the final response has been received.
  boolean hasFinalHead() {
    return finalHeadReceived;
  }

  /// Marks the end: the peer sends nothing more.
  void end() {
    ended = true;
  }

  boolean isEnded() {
    return ended;
  }

  /// Whether there is nothing to read, not even the end.
  boolean isEmpty() {
    return heads.isEmpty() && available == 0 && !ended;
  }

  /// Bytes of payload that can be read.
  int available() {
    return available;
  }

  /// Takes the oldest head.
  Optional<HeaderList> pollHead() {
    return Optional.ofNullable(heads.pollFirst());
  }

  Optional<HeaderList> trailers() {
    return trailers;
  }

  /// Moves as much payload as fits.
  ///
  /// @return number of bytes
  int read(ByteBuffer into) {
    int count = Math.min(available, into.remaining());
    for (int left = count; left > 0; ) {
      ByteBuffer first = payload.getFirst();
      int part = Math.min(left, first.remaining());
      into.put(first.slice(first.position(), part));
      first.position(first.position() + part);
      left -= part;
      if (!first.hasRemaining()) {
        payload.removeFirst();
      }
    }
    available -= count;
    return count;
  }

  /// Returns bytes that have been read, or were padding, to the window.
  ///
  /// @return increment for a WINDOW_UPDATE; 0 if none is due
  int release(int count) {
    return ended ? 0 : window.consume(count, available);
  }

  /// Drops heads and payload that nobody will read.
  void clear() {
    heads.clear();
    payload.clear();
    available = 0;
  }
}
