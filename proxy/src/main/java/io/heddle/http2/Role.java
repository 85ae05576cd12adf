package io.heddle.http2;

import io.heddle.http2.frame.ErrorCode;

/// Which end of a connection we are.
enum Role {
  CLIENT,
  SERVER;

  /// Whether streams of that number are opened by the peer (RFC 9113 §5.1.1).
  boolean isPeers(int stream) {
    boolean odd = (stream & 1) == 1;
    return odd == (this == SERVER);
  }

  /// How a broken TCP stream behind us is told (RFC 9113 §8.5): only who has one can say so.
  ErrorCode broken() {
    return this == SERVER ? ErrorCode.CONNECT_ERROR : ErrorCode.CANCEL;
  }
}
