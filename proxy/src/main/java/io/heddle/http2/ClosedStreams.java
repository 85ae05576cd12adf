package io.heddle.http2;

import io.heddle.http2.frame.ErrorCode;
import io.heddle.http2.frame.Http2Exception;
import java.util.Arrays;

/// Memory of how the latest streams of one connection were closed. It decides what DATA and HEADERS
/// on a closed stream are (RFC 9113 §5.1): late, after a reset by us, or a violation.
///
/// It is bounded: a stream that is [#REMEMBERED] streams older than the newest one is forgotten, and
/// late frames on it are ignored.
///
/// Only one side opens streams, since push is disabled. So half of the identifiers are enough.
final class ClosedStreams {
  /// Streams that are remembered.
  static final int REMEMBERED = 256;

  /// Cause of the end of a stream.
  enum Cause {
    /// By us while the peer could still send: it does not know yet, so it may send any frame. Also
    /// the cause of streams that are active or forgotten.
    LOCAL_RESET,
    /// The peer has sent RST_STREAM.
    PEER_RESET,
    /// The peer has sent END_STREAM.
    END_STREAM,
    /// The stream was never opened: a higher identifier was used first (§5.1.1).
    SKIPPED
  }

  private final Cause[] causes = new Cause[REMEMBERED];
  private int newest = -1;

  ClosedStreams() {
    Arrays.fill(causes, Cause.LOCAL_RESET);
  }

  /// Notes that a stream has been opened. It closes all idle streams with lower identifiers.
  void noteOpened(int id) {
    int firstSkipped = Math.max(newest + 2, id - 2 * REMEMBERED);
    for (int skipped = firstSkipped; skipped < id; skipped += 2) {
      causes[slot(skipped)] = Cause.SKIPPED;
    }
    causes[slot(id)] = Cause.LOCAL_RESET;
    newest = id;
  }

  void noteClosed(int id, Cause cause) {
    if (isRemembered(id)) {
      causes[slot(id)] = cause;
    }
  }

  /// Checks that DATA or HEADERS on a closed stream may be ignored.
  ///
  /// @throws StreamException if the peer has reset the stream, at the first such frame
  /// @throws Http2Exception if the peer has ended the stream, or has never opened it
  void checkLateFrame(int id) throws StreamException, Http2Exception {
    switch (isRemembered(id) ? causes[slot(id)] : Cause.LOCAL_RESET) {
      case LOCAL_RESET -> {}
      case PEER_RESET -> {
        causes[slot(id)] = Cause.LOCAL_RESET;
        throw new StreamException(id, ErrorCode.STREAM_CLOSED);
      }
      case END_STREAM ->
          throw new Http2Exception(ErrorCode.STREAM_CLOSED, "a frame after END_STREAM");
      case SKIPPED ->
          throw new Http2Exception(
              ErrorCode.PROTOCOL_ERROR, "a new stream with a lower identifier");
    }
  }

  private boolean isRemembered(int id) {
    return newest - id < 2 * REMEMBERED;
  }

  private static int slot(int id) {
    return id / 2 % REMEMBERED;
  }
}
