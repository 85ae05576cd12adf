package io.heddle.udp;

import java.util.HashMap;
import java.util.Map;

/// Paths of one association through upstreams, one for each upstream. For the thread of the
/// association, which closes it.
final class UpstreamPaths implements AutoCloseable {
  private final AssociationContext context;
  private final DownloadFlowFactory downloads;
  private final Map<String, OnDemandPath> paths = new HashMap<>(0);

  UpstreamPaths(AssociationContext context, DownloadFlowFactory downloads) {
    this.context = context;
    this.downloads = downloads;
  }

  OnDemandPath through(UdpUpstream upstream) {
    return paths.computeIfAbsent(
        upstream.name(), _ -> new OnDemandPath(upstream, context, downloads));
  }

  /// Relays what has come by the paths.
  void run() {
    if (!paths.isEmpty()) {
      paths.values().forEach(OnDemandPath::run);
    }
  }

  /// Whether a control connection may have unread bytes left.
  boolean hasUnread() {
    return !paths.isEmpty() && paths.values().stream().anyMatch(OnDemandPath::hasUnread);
  }

  @Override
  public void close() {
    paths.values().forEach(OnDemandPath::close);
  }
}
