package io.heddle.http2;

import io.heddle.http2.frame.HeaderList;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Optional;

/// What has come on one stream and has not been read. Everything here is done under the
/// connection's lock.
final class Inbox {
  /// Header sections before the final response that nobody has read.
  private static final int MOST_HEADS = 16;

  private final ArrayDeque<HeaderList> heads = new ArrayDeque<>(1);
  private final ArrayDeque<ByteBuffer> payload = new ArrayDeque<>(2);
  private final ReceiveWindow window = new ReceiveWindow();
  private Optional<HeaderList> trailers = Optional.empty();
  private int available;
  private boolean begun;
  private boolean ended;

  /// Takes payload in.
  ///
  /// @param padding bytes that come with it
  /// @return whether the peer was allowed to send so much
  boolean take(ByteBuffer bytes, int padding) {
    boolean allowed = window.received(bytes.remaining() + padding);
    if (allowed && bytes.hasRemaining()) {
      payload.addLast(bytes);
      available += bytes.remaining();
    }
    return allowed;
  }

  /// Takes in a section that begins a message.
  ///
  /// @return whether it may come: after the head that is final there is none, and of those before
  /// it not too many wait
  boolean takeHead(HeaderList head) {
    if (begun || heads.size() == MOST_HEADS) {
      return false;
    }
    begun = head.first(":status").filter(status -> status.startsWith("1")).isEmpty();
    heads.addLast(head);
    return true;
  }

  void takeTrailers(HeaderList section) {
    trailers = Optional.of(section);
  }

  /// Whether the head has come that is a request's or the final one of a response.
  boolean hasBegun() {
    return begun;
  }

  /// Nothing more is coming.
  void end() {
    ended = true;
  }

  boolean ended() {
    return ended;
  }

  /// Whether there is nothing to read, not even the end.
  boolean isEmpty() {
    return heads.isEmpty() && available == 0 && !ended;
  }

  int available() {
    return available;
  }

  boolean hasHead() {
    return !heads.isEmpty();
  }

  HeaderList takeHead() {
    return heads.removeFirst();
  }

  Optional<HeaderList> trailers() {
    return trailers;
  }

  /// Moves as much payload as fits.
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

  /// By how much the peer's window is to grow, now that `count` bytes have been read or dropped.
  int grant(int count) {
    return ended ? 0 : window.consumed(count, available);
  }

  /// Drops all that nobody is going to read.
  void clear() {
    heads.clear();
    payload.clear();
    available = 0;
  }
}
