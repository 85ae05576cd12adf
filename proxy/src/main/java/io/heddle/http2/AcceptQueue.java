package io.heddle.http2;

import java.util.ArrayDeque;
import java.util.Optional;

/// Queue of the streams that the peer has opened and no thread serves yet. It also limits how many
/// are served at once.
///
/// A stream counts as served until its handler has finished, even if it was closed long before:
/// otherwise a client could start any number of handlers (CVE-2023-44487). Streams of a
/// client that stays below the limit of open streams (RFC 9113 §5.1.2) are not refused because all
/// handlers are busy; they wait.
///
/// A stream takes memory when it is added, and gives it back when its handler has finished. The first
/// stream also takes the memory of the connection.
final class AcceptQueue {
  private final int maxServed;
  private final StreamMemory memory;
  private final ArrayDeque<StreamEntry> waiting = new ArrayDeque<>();
  private int served;

  /// @param maxServed streams that may be served at once
  /// @param memory of all connections
  AcceptQueue(int maxServed, StreamMemory memory) {
    this.maxServed = maxServed;
    this.memory = memory;
  }

  /// Takes memory for a stream, which the caller adds.
  ///
  /// @return whether there is enough
  boolean reserve() {
    return memory.takeStream(memoryOfOne());
  }

  /// Adds a stream for which [#reserve] has taken memory.
  void add(StreamEntry stream) {
    waiting.addLast(stream);
  }

  /// Bytes for a stream that is not counted.
  private int memoryOfOne() {
    return isIdle() ? StreamMemory.STREAM + StreamMemory.CONNECTION : StreamMemory.STREAM;
  }

  /// Removes a stream that has ended before it was served.
  void remove(StreamEntry stream) {
    if (waiting.remove(stream)) {
      memory.give(memoryOfOne());
    }
  }

  /// Removes all streams that wait, at the end of the connection.
  void clear() {
    while (!waiting.isEmpty()) {
      waiting.removeFirst().received().clear();
      memory.give(memoryOfOne());
    }
  }

  /// Takes the oldest stream that waits, if another one may be served. The caller serves it.
  Optional<StreamEntry> poll() {
    if (!isReady()) {
      return Optional.empty();
    }
    served++;
    return Optional.of(waiting.removeFirst());
  }

  /// Notes that the handler of one stream has finished.
  void finish() {
    served--;
    memory.give(memoryOfOne());
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
