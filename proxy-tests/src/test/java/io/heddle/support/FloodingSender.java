package io.heddle.support;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/// Thread that sends data on a peer's stream until the stream breaks.
public final class FloodingSender implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Thread thread;

  private FloodingSender(Thread thread) {
    this.thread = thread;
  }

  /// Starts sending zeros. The caller breaks the stream, then closes this.
  public static FloodingSender from(Peer peer) {
    return from(peer, "\0");
  }

  /// Starts sending a message repeatedly.
  public static FloodingSender from(Peer peer, String message) {
    byte[] chunk = message.repeat(64 * 1024 / message.length()).getBytes(ISO_8859_1);
    return new FloodingSender(Thread.ofPlatform().start(() -> send(peer, chunk)));
  }

  private static void send(Peer peer, byte[] chunk) {
    try {
      OutputStream out = peer.socket().getOutputStream();
      while (true) {
        out.write(chunk);
      }
    } catch (IOException e) {
      // That is its end.
    }
  }

  /// Waits for the end of the thread.
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
