package io.heddle.net;

import io.heddle.wire.ByteReader;
import java.io.IOException;
import java.nio.ByteBuffer;

/// Liveness of a peer, probed by reading ahead into the connection's reader, where the bytes stay
/// unread. Once the reader has too many bytes, the peer counts as connected: its end is behind bytes
/// that are not read.
final class ReadAheadLiveness implements PeerLiveness {
  private static final int MAX_BUFFERED = 16 * 1024;
  private static final int STEP = 1024;

  private final Connection peer;
  private volatile PeerState state = PeerState.CONNECTED;

  ReadAheadLiveness(Connection peer) {
    this.peer = peer;
  }

  @Override
  public PeerState state() {
    return state;
  }

  /// Does nothing once the peer has ended, since reading shows no more then.
  @Override
  public void probe() {
    if (state == PeerState.CONNECTED && peer.reader().buffered() < MAX_BUFFERED) {
      try {
        readAhead();
      } catch (IOException | RuntimeException e) {
        // Whatever fails, the probing thread has other peers to probe.
        state = PeerState.BROKEN;
      }
    }
  }

  private void readAhead() throws IOException {
    ByteReader reader = peer.reader();
    ByteBuffer ahead = ByteBuffer.allocate(reader.buffered() + STEP);
    reader.drain(ahead);
    try {
      if (peer.readNow(ahead) < 0) {
        state = PeerState.HALF_CLOSED;
      }
    } finally {
      reader.unread(ahead.flip());
    }
  }
}
