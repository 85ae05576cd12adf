package io.heddle.net;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// Counters of the bytes that one request has moved so far. Any thread may read them; each direction
/// has one writer.
public final class Traffic {
  private final AtomicLong upload = new AtomicLong();
  private final AtomicLong download = new AtomicLong();
  private final Optional<Runnable> onFirstByte;

  /// Counters that nobody times.
  public Traffic() {
    this(Optional.empty());
  }

  /// @param onFirstByte run when the first byte from the server has arrived; without it nobody waits
  ///     for that byte alone
  public Traffic(Optional<Runnable> onFirstByte) {
    this.onFirstByte = onFirstByte;
  }

  /// Whether somebody wants to know when the first byte from the server arrives.
  public boolean timesFirstByte() {
    return onFirstByte.isPresent();
  }

  /// Notes that the first byte from the server has arrived, or the end of its stream.
  public void markFirstByte() {
    if (onFirstByte.isPresent()) {
      onFirstByte.get().run();
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
