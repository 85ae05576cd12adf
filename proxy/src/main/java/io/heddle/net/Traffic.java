package io.heddle.net;

import java.util.concurrent.atomic.AtomicLong;

/// The bytes that one request has moved so far, readable at any time by any thread. Each direction
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
