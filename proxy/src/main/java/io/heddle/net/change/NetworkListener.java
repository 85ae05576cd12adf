package io.heddle.net.change;

/// Listener for changes of the network. Told once for each change, after the network has settled.
@FunctionalInterface
public interface NetworkListener {
  /// Forgets what was learnt in the network before. Must not block.
  void networkChanged(NetworkChange change);
}
