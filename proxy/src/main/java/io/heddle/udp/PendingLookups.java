package io.heddle.udp;

import io.heddle.address.Endpoint;
import io.heddle.concurrent.TaskScope;
import io.heddle.dial.TargetAddresses;
import io.heddle.request.RefusedException;
import io.heddle.time.Deadline;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;

/// The lookups of one association that are under way, and the room for datagrams that wait for
/// them, both bounded: a client that asks for a thousand names at once gets a few at a time.
///
/// @param scope in which lookups run, of the thread that begins them
/// @param targets looks names up
/// @param lifetime how long an answer serves the association
record PendingLookups(
    TaskScope scope,
    TargetAddresses targets,
    Duration lifetime,
    Semaphore lookups,
    PendingBudget room) {
  private static final int AT_ONCE = 16;

  PendingLookups(TaskScope scope, TargetAddresses targets, Duration lifetime, PendingBudget room) {
    this(scope, targets, lifetime, new Semaphore(AT_ONCE), room);
  }

  /// The same for another thread.
  PendingLookups in(TaskScope other) {
    return new PendingLookups(other, targets, lifetime, lookups, room);
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
}
