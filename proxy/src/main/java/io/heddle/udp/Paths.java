package io.heddle.udp;

import io.heddle.concurrent.TaskScope;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/// The routes out of one association: the direct one, and one for each upstream that has been asked
/// for. What they share.
final class Paths {
  private final DirectPath direct;
  private final UdpAssociationFactory associations;
  private final TaskScope scope;
  private final PendingLookups lookups;
  private final Downloads downloads;
  private final UdpStats stats;
  private final Map<String, OnDemandPath> onDemand = new HashMap<>();

  /// Relays what comes in by a path to the client.
  interface Downloads {
    /// Until the thread is interrupted.
    void run(DatagramPath path) throws IOException;
  }

  /// @param scope of the upload's thread, in which paths are opened and served
  Paths(
      DirectPath direct,
      UdpAssociationFactory associations,
      TaskScope scope,
      PendingLookups lookups,
      Downloads downloads,
      UdpStats stats) {
    this.direct = direct;
    this.associations = associations;
    this.scope = scope;
    this.lookups = lookups;
    this.downloads = downloads;
    this.stats = stats;
  }

  DirectPath direct() {
    return direct;
  }

  /// For the thread of the upload.
  OnDemandPath through(UdpUpstream upstream) {
    return onDemand.computeIfAbsent(upstream.name(), _ -> new OnDemandPath(upstream, this));
  }

  void fork(Callable<Void> task) {
    scope.fork(task);
  }

  Void download(DatagramPath path) throws IOException {
    downloads.run(path);
    return null;
  }

  UdpAssociationFactory associations() {
    return associations;
  }

  PendingLookups lookups() {
    return lookups;
  }

  PendingBudget room() {
    return lookups.room();
  }

  UdpStats stats() {
    return stats;
  }
}
