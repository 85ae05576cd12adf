package io.heddle.net;

import io.heddle.wire.ByteReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;

/// Whether a peer that waits for us is still there. Nobody reads what it sends meanwhile, so its
/// end would not be noticed before something is sent to it.
///
/// One thread looks now and then, while no other reads from the peer: that of an [IdleWatch], from
/// the entry's beginning to its end. What the peer has sent early stays unread in the connection. A
/// peer that sends more than is kept for it has not ended, as far as can be seen.
public final class Presence {
  private static final int MOST_AHEAD = 16 * 1024;
  private static final int STEP = 1024;

  /// What has been seen of the peer.
  public enum Sign {
    HERE,
    /// It sends no more, but may be waiting for what we send.
    ENDED,
    /// It has broken the stream.
    GONE
  }

  private final Connection peer;
  private volatile Sign sign = Sign.HERE;

  /// Of a peer that has not been looked at.
  public Presence(Connection peer) {
    this.peer = peer;
  }

  /// What the last look has shown.
  public Sign sign() {
    return sign;
  }

  /// How long the silence may last in which we have nothing to say to the peer.
  ///
  /// @param here while it is here
  /// @param ended once it has ended
  public Duration patience(Duration here, Duration ended) {
    return switch (sign) {
      case HERE -> here;
      case ENDED -> ended;
      case GONE -> Duration.ZERO;
    };
  }

  /// Looks, without waiting. Of a peer that has ended no more is to be learnt by reading.
  public void look() {
    if (sign == Sign.HERE && peer.reader().buffered() < MOST_AHEAD) {
      try {
        readAhead();
      } catch (IOException | RuntimeException e) {
        // Whatever it is, whoever looks has others to look at.
        sign = Sign.GONE;
      }
    }
  }

  private void readAhead() throws IOException {
    ByteReader reader = peer.reader();
    ByteBuffer ahead = ByteBuffer.allocate(reader.buffered() + STEP);
    reader.drain(ahead);
    try {
      if (peer.readNow(ahead) < 0) {
        sign = Sign.ENDED;
      }
    } finally {
      reader.unread(ahead.flip());
    }
  }
}
