package io.heddle.http2;

import java.util.ArrayDeque;
import java.util.Optional;

/// Queue of the streams that the peer has opened and no thread serves yet. It also limits how many
/// are served at once.
///
/// A stream counts as served until its handler has finished, even if it was closed long before:
/// otherwise a client could start any number of handlers (CVE-2023-44487). A client that stays below
/// the limit of open streams (RFC 9113 §5.1.2) is never refused for that. Its new streams wait.
final class AcceptQueue {
  private final int maxServed;
  private final ArrayDeque<StreamControl> waiting = new ArrayDeque<>();
  private int served;

  /// @param maxServed streams that may be served at once
  AcceptQueue(int maxServed) {
    this.maxServed = maxServed;
  }

  void add(StreamControl stream) {
    waiting.addLast(stream);
  }

  /// Removes a stream that has ended before it was served.
  void remove(StreamControl stream) {
    waiting.remove(stream);
  }

  /// Takes the oldest stream that waits, if another one may be served. The caller serves it.
  Optional<StreamControl> poll() {
    if (!isReady()) {
      return Optional.empty();
    }
    served++;
    return Optional.of(waiting.removeFirst());
  }

  /// Notes that the handler of one stream has finished.
  void finish() {
    served--;
  }

  /// Whether a stream waits, and may be served.
  boolean isReady() {
    return !waiting.isEmpty() && served < maxServed;
  }

  /// Whether no stream waits or is served.
  boolean isIdle() {
    return waiting.isEmpty() && served == 0;
  }
}
