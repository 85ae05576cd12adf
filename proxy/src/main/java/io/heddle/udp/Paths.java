package io.heddle.udp;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.StructuredTaskScope;

/// The ways out of one association: the straight one, and one for each carrier that has been asked
/// for. What they share.
final class Paths {
  private final StraightPath straight;
  private final Associations associations;
  private final StructuredTaskScope<Void, Void> scope;
  private final Lookups lookups;
  private final Downloads downloads;
  private final Tally tally;
  private final Map<String, OnDemandPath> onDemand = new HashMap<>();

  /// Relays what comes in by a path to the client.
  interface Downloads {
    /// Until the thread is interrupted.
    void run(DatagramPath path) throws IOException;
  }

  /// @param scope of the upload's thread, in which paths are opened and served
  Paths(
      StraightPath straight,
      Associations associations,
      StructuredTaskScope<Void, Void> scope,
      Lookups lookups,
      Downloads downloads,
      Tally tally) {
    this.straight = straight;
    this.associations = associations;
    this.scope = scope;
    this.lookups = lookups;
    this.downloads = downloads;
    this.tally = tally;
  }

  StraightPath straight() {
    return straight;
  }

  /// For the thread of the upload.
  OnDemandPath through(Carrier carrier) {
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

  Lookups lookups() {
    return lookups;
  }

  WaitingRoom room() {
    return lookups.room();
  }

  Tally tally() {
    return tally;
  }
}
