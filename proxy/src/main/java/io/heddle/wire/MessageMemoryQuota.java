package io.heddle.wire;

/// Memory that the messages of one peer may take, granted while a message grows.
///
/// A codec asks before it keeps more than a message of usual size needs, so such messages cost
/// nothing here. The owner of the memory takes back what was granted once the messages are of no use.
@FunctionalInterface
public interface MessageMemoryQuota {
  /// Memory without a limit, for messages of this program and of a trusted peer.
  MessageMemoryQuota UNLIMITED = _ -> {};

  /// Grants `bytes` more.
  ///
  /// @throws MemoryLimitExceededException if there are not so many left
  void grow(int bytes) throws MemoryLimitExceededException;
}
