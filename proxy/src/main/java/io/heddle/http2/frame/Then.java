package io.heddle.http2.frame;

/// What comes on a stream after a frame.
public enum Then {
  MORE,
  /// Nothing: the flag END_STREAM.
  END
}
