package io.heddle.net;

import java.time.Duration;

/// Liveness of a peer from which no thread reads at present, since it waits for our answer. Without a
/// probe, its end would be noticed only when something is sent to it.
///
/// One thread probes now and then: that of an [IdleWatch], while the peer is registered there.
public interface PeerLiveness {
  /// The state of the peer's stream, as far as the last probe has seen.
  enum PeerState {
    CONNECTED,
    /// The peer has ended its stream, but may still wait for ours.
    HALF_CLOSED,
    /// The peer has reset the stream.
    BROKEN
  }

  /// The state that the last probe has found.
  PeerState state();

  /// Looks at the stream, without waiting.
  void probe();

  /// How long both sides may be silent, by the state of the peer.
  ///
  /// @param connected the limit while it is connected
  /// @param halfClosed the limit once it has ended its stream
  default Duration silenceLimit(Duration connected, Duration halfClosed) {
    return switch (state()) {
      case CONNECTED -> connected;
      case HALF_CLOSED -> halfClosed;
      case BROKEN -> Duration.ZERO;
    };
  }
}
