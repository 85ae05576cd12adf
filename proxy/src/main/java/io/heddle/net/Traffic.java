package io.heddle.net;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/// Counters of the bytes that one request has moved so far. Any thread may read them; each direction
/// has one writer.
public final class Traffic {
  private final AtomicLong upload = new AtomicLong();
  private final AtomicLong download = new AtomicLong();
  private final Optional<LongConsumer> onFirstByte;

  /// Counters that nobody times.
  public Traffic() {
    this(Optional.empty());
  }

  /// @param onFirstByte told when the first byte from the server has arrived, on the clock of
  ///     [System#nanoTime]
  public Traffic(Optional<LongConsumer> onFirstByte) {
    this.onFirstByte = onFirstByte;
  }

  /// Whom to tell when the first byte from the server has arrived; empty if nobody wants to know.
  public Optional<LongConsumer> onFirstByte() {
    return onFirstByte;
  }

  /// Notes that the first byte from the server has arrived now, if anyone wants to know.
  public void markFirstByte() {
    if (onFirstByte.isPresent()) {
      onFirstByte.get().accept(System.nanoTime());
    }
  }

  /// Bytes from the client to the server.
  public AtomicLong upload() {
    return upload;
  }

  /// Bytes from the server to the client.
  public AtomicLong download() {
    return download;
  }
}
