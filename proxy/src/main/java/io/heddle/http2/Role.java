package io.heddle.http2;

import io.heddle.http2.frame.ErrorCode;

/// Role of Heddle on a connection.
enum Role {
  CLIENT,
  SERVER;

  /// Whether the peer opens the streams with that identifier (RFC 9113 §5.1.1).
  boolean isOpenedByPeer(int stream) {
    boolean odd = (stream & 1) == 1;
    return odd == (this == SERVER);
  }

  /// Error code that tells the peer that the TCP connection behind a tunnel has failed (RFC 9113
  /// §8.5). Only a server has such a connection.
  ErrorCode tunnelFailure() {
    return this == SERVER ? ErrorCode.CONNECT_ERROR : ErrorCode.CANCEL;
  }
}
