package io.heddle.http2;

import io.heddle.http2.frame.HeaderList;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Optional;

/// Buffer of what one stream has received and its user has not read: heads, payload, trailers and
/// the end. It is bounded by the [ReceiveWindow], a limit on heads, and the memory of all streams.
final class ReceiveBuffer {
  /// Heads of interim responses that have not been read, and the final one.
  static final int MAX_HEADS = 16;

  private final StreamMemory memory;
  private final ArrayDeque<HeaderList> heads = new ArrayDeque<>(1);
  private final PayloadQueue payload = new PayloadQueue();
  private final ReceiveWindow window = new ReceiveWindow();
  private final ContentLengthCheck contentLength = new ContentLengthCheck();
  private Optional<HeaderList> trailers = Optional.empty();
  private boolean finalHeadReceived;
  private boolean ended;

  /// @param memory of all streams, for the payload
  ReceiveBuffer(StreamMemory memory) {
    this.memory = memory;
  }

  /// Takes memory for payload that is to be added.
  ///
  /// @return whether there is enough
  boolean reserve(int bytes) {
    return memory.takePayload(bytes, payload.size());
  }

  /// Adds payload, for which [#reserve] has taken memory.
  ///
  /// @param padding bytes of padding, which only count for the window
  /// @return whether the window allowed it
  boolean addPayload(ByteBuffer bytes, int padding) {
    boolean allowed = window.receive(bytes.remaining() + padding);
    if (allowed) {
      payload.add(bytes);
    } else {
      memory.give(bytes.remaining());
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
    if (finalHeadReceived) {
      contentLength.noteHead(head);
    }
    heads.addLast(head);
    return true;
  }

  /// Adds the trailer section.
  ///
  /// @return false if no final head has been received, or the section has a pseudo-header field
  /// (RFC 9113 §8.1)
  boolean addTrailers(HeaderList section) {
    trailers = Optional.of(section);
    return finalHeadReceived
        && section.headers().stream().noneMatch(header -> header.name().startsWith(":"));
  }

  /// Whether the head of the request or of the final response has been received.
  boolean hasFinalHead() {
    return finalHeadReceived;
  }

  /// Check of the payload, which the caller tells of it.
  ContentLengthCheck contentLength() {
    return contentLength;
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
    return heads.isEmpty() && payload.size() == 0 && !ended;
  }

  /// Bytes of payload that can be read.
  int available() {
    return payload.size();
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
    int count = payload.read(into);
    memory.give(count);
    return count;
  }

  /// Returns bytes that have been read, or were padding, to the window.
  ///
  /// @return increment for a WINDOW_UPDATE; 0 if none is due
  int release(int count) {
    return ended ? 0 : window.consume(count, payload.size() == 0 && !memory.isScarce());
  }

  /// Drops heads and payload that nobody will read.
  void clear() {
    heads.clear();
    memory.give(payload.size());
    payload.clear();
  }
}
