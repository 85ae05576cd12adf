package io.heddle.support;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/// A peer that sends for as long as it can: until its stream breaks.
public final class Flood implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Thread thread;

  private Flood(Thread thread) {
    this.thread = thread;
  }

  /// Starts to send; the caller breaks the stream, then closes this.
  public static Flood from(Peer peer) {
    return new Flood(Thread.ofPlatform().start(() -> send(peer)));
  }

  private static void send(Peer peer) {
    byte[] chunk = new byte[64 * 1024];
    try {
      OutputStream out = peer.socket().getOutputStream();
      while (true) {
        out.write(chunk);
      }
    } catch (IOException e) {
      // That is its end.
    }
  }

  /// Waits until it has ended.
  @Override
  public void close() {
    try {
      if (!thread.join(PATIENCE)) {
        throw new AssertionError("the peer still sends");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
