package io.heddle.udp;

import io.heddle.fault.DatagramFault;
import io.heddle.net.InjectedResetException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Paths of one association besides the direct one: one for each upstream, and one for each rule with
/// a fault. For the thread of the association, which closes it.
final class UpstreamPaths implements AutoCloseable {
  private final AssociationContext context;
  private final DownloadFlowFactory downloads;
  private final Map<String, OnDemandPath> byUpstream = new HashMap<>(0);
  private final Map<String, FaultyPath> byRule = new HashMap<>(0);
  private final List<AssociationPath> paths = new ArrayList<>(0);

  UpstreamPaths(AssociationContext context, DownloadFlowFactory downloads) {
    this.context = context;
    this.downloads = downloads;
  }

  OnDemandPath through(UdpUpstream upstream) {
    OnDemandPath known = byUpstream.get(upstream.name());
    if (known == null) {
      known = new OnDemandPath(upstream, context, downloads);
      byUpstream.put(upstream.name(), known);
      paths.add(known);
    }
    return known;
  }

  /// The path of a fault; empty if there is no port for it.
  Optional<FaultyPath> with(DatagramFault fault) {
    FaultyPath known = byRule.get(fault.rule());
    if (known == null) {
      try {
        known = new FaultyPath(fault, context, downloads);
      } catch (IOException e) {
        return Optional.empty();
      }
      byRule.put(fault.rule(), known);
      paths.add(known);
    }
    return Optional.of(known);
  }

  /// Relays what has come by the paths.
  ///
  /// @throws InjectedResetException if a fault ends the association
  void run() throws InjectedResetException {
    for (int i = 0; i < paths.size(); i++) {
      paths.get(i).run();
    }
  }

  /// The time until a path has something to do by itself, at most `limit`.
  long waitNanos(long limit) {
    long least = limit;
    for (int i = 0; i < paths.size(); i++) {
      least = Math.min(least, paths.get(i).waitNanos());
    }
    return least;
  }

  /// Whether a control connection may have unread bytes left.
  boolean hasUnread() {
    return !paths.isEmpty() && paths.stream().anyMatch(AssociationPath::hasUnread);
  }

  @Override
  public void close() {
    paths.forEach(AssociationPath::close);
  }
}
