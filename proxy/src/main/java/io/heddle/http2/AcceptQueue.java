package io.heddle.http2;

import java.util.ArrayDeque;
import java.util.Optional;

/// Queue of the streams that the peer has opened and no thread serves yet. It also counts those
/// that are being served.
///
/// A stream counts until its handler has finished, even if the peer has reset it long before:
/// otherwise a client could start any number of handlers (CVE-2023-44487).
final class AcceptQueue {
  private final int maxStreams;
  private final ArrayDeque<StreamControl> waiting = new ArrayDeque<>();
  private int unfinished;

  /// @param maxStreams streams that may be in the queue and served, together
  AcceptQueue(int maxStreams) {
    this.maxStreams = maxStreams;
  }

  boolean isFull() {
    return unfinished >= maxStreams;
  }

  void add(StreamControl stream) {
    unfinished++;
    waiting.addLast(stream);
  }

  /// Takes the oldest stream that waits. The caller serves it.
  Optional<StreamControl> poll() {
    return Optional.ofNullable(waiting.pollFirst());
  }

  /// Notes that the handler of one stream has finished.
  void finish() {
    unfinished--;
  }

  /// Whether no stream waits.
  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /// Whether no stream waits or is served.
  boolean isIdle() {
    return unfinished == 0;
  }
}
