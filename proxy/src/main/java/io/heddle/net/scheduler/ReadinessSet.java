package io.heddle.net.scheduler;

import io.heddle.net.scheduler.Readiness.Event;
import io.heddle.time.Deadline;
import java.io.IOException;
import java.nio.channels.SelectableChannel;

/// Set of channels of which one thread waits for whichever is ready first.
///
///     try (ReadinessSet set = ReadinessSet.open()) {
///       Member control = set.add(controlChannel, READABLE);
///       Member client = set.add(clientChannel, READABLE);
///       while (…) {
///         set.await(deadline);
///         if (client.isReady()) { … read until there is no more, or for a turn … }
///
/// Channels are added once and waited for often. On the epoll scheduler a wait allocates nothing.
/// Readiness is that of the moment: a member with bytes left unread is ready in the next wait again.
/// Bytes that are in a buffer of this process already, as in a TLS connection, make no channel ready.
/// Such a connection is read until it has no more before the next wait.
///
/// All methods are for the thread that opened the set, but for [#wakeUp]. The set does not own its
/// channels. The owner closes the set, or removes a channel, before it closes the channel: the JDK
/// keeps the descriptor of a closed channel until then.
public abstract sealed class ReadinessSet implements AutoCloseable
    permits EpollReadinessSet, SelectorReadinessSet {
  ReadinessSet() {}

  /// Channel of a set, with the event for which it is waited.
  public sealed interface Member
      permits EpollReadinessSet.EpollMember, SelectorReadinessSet.SelectorMember {
    /// Whether the last [ReadinessSet#await] has found the channel ready, which a failed or closed one
    /// is too. It may be ready for nothing, so reading must not block.
    boolean isReady();
  }

  /// Whether a set of the calling thread takes no descriptor, so that every connection may have one.
  public static boolean isDescriptorFree() {
    return EpollScheduler.current().isPresent();
  }

  /// An empty set for the calling thread, which closes it.
  ///
  /// @throws IOException if there is no descriptor left
  public static ReadinessSet open() throws IOException {
    return Schedulers.current().openReadinessSet();
  }

  /// Adds a channel.
  ///
  /// @param channel non-blocking, and not in the set for this event
  /// @throws IOException if the channel is closed
  public abstract Member add(SelectableChannel channel, Event event) throws IOException;

  /// Removes what [#add] returned.
  public abstract void remove(Member member);

  /// Parks the thread until a member is ready, [#wakeUp] is called or the deadline passes. May
  /// return early. A thread that closes a member's channel meanwhile calls [#wakeUp].
  ///
  /// @return false if the deadline has passed and nothing else has happened
  /// @throws java.nio.channels.ClosedByInterruptException if the thread is interrupted; the channels
  ///     stay open
  public abstract boolean await(Deadline deadline) throws IOException;

  /// Ends the wait, or the next one if the thread does not wait. What the caller did before is seen
  /// by the thread after that wait. Any thread may call this; calls before the wait ends count as
  /// one.
  public abstract void wakeUp();

  @Override
  public abstract void close();
}
