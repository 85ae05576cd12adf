package io.heddle.net;

import java.util.concurrent.atomic.AtomicLong;

/// Counters of the bytes that one request has moved so far. Any thread may read them; each direction
/// has one writer.
public final class Traffic {
  private final AtomicLong upload = new AtomicLong();
  private final AtomicLong download = new AtomicLong();

  /// Bytes from the client to the server.
  public AtomicLong upload() {
    return upload;
  }

  /// Bytes from the server to the client.
  public AtomicLong download() {
    return download;
  }
}
