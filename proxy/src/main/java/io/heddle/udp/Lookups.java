package io.heddle.udp;

import io.heddle.address.Endpoint;
import io.heddle.dial.TargetAddresses;
import io.heddle.net.Deadline;
import io.heddle.request.RefusedException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.StructuredTaskScope;

/// The lookups of one association that are under way, and the room for datagrams that wait for
/// them, both bounded: a client that asks for a thousand names at once gets a few at a time.
///
/// @param scope of the upload's thread, in which lookups run
/// @param targets looks names up
/// @param lifetime how long an answer serves the association
record Lookups(
    StructuredTaskScope<Void, Void> scope,
    TargetAddresses targets,
    Duration lifetime,
    Semaphore lookups,
    Semaphore room) {
  private static final int AT_ONCE = 16;
  private static final int WAITING_BYTES = 256 * 1024;

  /// What a waiting datagram takes besides its payload, so that empty ones are bounded too.
  private static final int OVERHEAD = 256;

  Lookups(StructuredTaskScope<Void, Void> scope, TargetAddresses targets, Duration lifetime) {
    this(scope, targets, lifetime, new Semaphore(AT_ONCE), new Semaphore(WAITING_BYTES));
  }

  /// Runs a task that looks a name up; the task itself calls [#end] in its end.
  ///
  /// @return false if there are too many
  boolean begin(Callable<Void> lookup) {
    boolean begun = lookups.tryAcquire();
    if (begun) {
      scope.fork(lookup);
    }
    return begun;
  }

  void end() {
    lookups.release();
  }

  List<InetSocketAddress> find(Endpoint target) throws RefusedException, IOException {
    return targets.of(target, Deadline.NONE);
  }

  /// A copy that waits; empty if there is no room for it.
  Optional<byte[]> keep(ByteBuffer datagram) {
    if (!room.tryAcquire(datagram.remaining() + OVERHEAD)) {
      return Optional.empty();
    }
    byte[] payload = new byte[datagram.remaining()];
    datagram.get(payload);
    return Optional.of(payload);
  }

  /// Gives back the room of a copy.
  void leave(byte[] payload) {
    room.release(payload.length + OVERHEAD);
  }
}
