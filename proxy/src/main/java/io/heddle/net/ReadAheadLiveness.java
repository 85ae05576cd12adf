package io.heddle.net;

import io.heddle.wire.ByteReader;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Looks whether a peer is there by reading ahead. What it has sent early stays unread in the
/// connection. A peer that sends more than is kept for it has not ended, as far as can be seen.
final class ReadAheadLiveness implements PeerLiveness {
  private static final int MOST_AHEAD = 16 * 1024;
  private static final int STEP = 1024;

  private final Connection peer;
  private volatile Sign sign = Sign.HERE;

  ReadAheadLiveness(Connection peer) {
    this.peer = peer;
  }

  @Override
  public Sign sign() {
    return sign;
  }

  /// Of a peer that has ended no more is to be learnt by reading.
  @Override
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
