package io.heddle.net.tls;

import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/// Limit of TLS records without payload in a row. They cost us more than their sender, and a thread
/// that is kept busy by them never waits, so that no deadline would end it.
final class EmptyRecordLimit {
  /// A handshake has some ten.
  private static final int MAX_EMPTY = 500;

  /// The most records that want a reply (key updates), which the engine keeps until the next write.
  private static final int MAX_PENDING_REPLIES = 100;

  private int empty;
  private final AtomicInteger pendingReplies = new AtomicInteger();

  /// Counts a record. By the reading thread.
  ///
  /// @throws SSLException if there were too many without payload
  void count(SSLEngineResult record, HandshakeStatus handshake) throws SSLException {
    if (record.bytesProduced() > 0) {
      empty = 0;
      return;
    }
    empty++;
    boolean wantsReply = handshake == HandshakeStatus.NEED_WRAP;
    if (empty > MAX_EMPTY
        || (wantsReply && pendingReplies.incrementAndGet() > MAX_PENDING_REPLIES)) {
      throw new SSLException("the peer sends too many records without payload");
    }
  }

  /// Notes that the replies have left. By the writing thread.
  void repliesSent() {
    pendingReplies.setPlain(0);
  }
}
