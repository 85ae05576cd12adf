package io.heddle.support;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/// A peer that sends for as long as it can: until its stream breaks.
public final class FloodingSender implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Thread thread;

  private FloodingSender(Thread thread) {
    this.thread = thread;
  }

  /// Starts to send zeros; the caller breaks the stream, then closes this.
  public static FloodingSender from(Peer peer) {
    return from(peer, "\0");
  }

  /// The same with a message.
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
