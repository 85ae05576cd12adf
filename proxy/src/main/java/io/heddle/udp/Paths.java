package io.heddle.udp;

import io.heddle.concurrent.TaskScope;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/// The ways out of one association: the straight one, and one for each carrier that has been asked
/// for. What they share.
final class Paths {
  private final DirectPath straight;
  private final Associations associations;
  private final TaskScope scope;
  private final PendingLookups lookups;
  private final Downloads downloads;
  private final UdpStats tally;
  private final Map<String, OnDemandPath> onDemand = new HashMap<>();

  /// Relays what comes in by a path to the client.
  interface Downloads {
    /// Until the thread is interrupted.
    void run(DatagramPath path) throws IOException;
  }

  /// @param scope of the upload's thread, in which paths are opened and served
  Paths(
      DirectPath straight,
      Associations associations,
      TaskScope scope,
      PendingLookups lookups,
      Downloads downloads,
      UdpStats tally) {
    this.straight = straight;
    this.associations = associations;
    this.scope = scope;
    this.lookups = lookups;
    this.downloads = downloads;
    this.tally = tally;
  }

  DirectPath straight() {
    return straight;
  }

  /// For the thread of the upload.
  OnDemandPath through(UdpUpstream carrier) {
    return onDemand.computeIfAbsent(carrier.name(), _ -> new OnDemandPath(carrier, this));
  }

  void fork(Callable<Void> task) {
    scope.fork(task);
  }

  Void download(DatagramPath path) throws IOException {
    downloads.run(path);
    return null;
  }

  Associations associations() {
    return associations;
  }

  PendingLookups lookups() {
    return lookups;
  }

  PendingBudget room() {
    return lookups.room();
  }

  UdpStats tally() {
    return tally;
  }
}
