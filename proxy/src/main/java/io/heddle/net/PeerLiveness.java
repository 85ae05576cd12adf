package io.heddle.net;

import java.time.Duration;

/// Whether a peer that waits for us is still there. Nobody reads what it sends meanwhile, so its
/// end would not be noticed before something is sent to it.
///
/// One thread looks now and then, while no other reads from the peer: that of an [IdleWatch], from
/// the entry's beginning to its end.
public interface PeerLiveness {
  /// What has been seen of the peer.
  enum Sign {
    HERE,
    /// It sends no more, but may be waiting for what we send.
    ENDED,
    /// It has broken the stream.
    GONE
  }

  /// What the last look has shown.
  Sign sign();

  /// Looks, without waiting.
  void look();

  /// How long the silence may last in which we have nothing to say to the peer.
  ///
  /// @param here while it is here
  /// @param ended once it has ended
  default Duration patience(Duration here, Duration ended) {
    return switch (sign()) {
      case HERE -> here;
      case ENDED -> ended;
      case GONE -> Duration.ZERO;
    };
  }
}
