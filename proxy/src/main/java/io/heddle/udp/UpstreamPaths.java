package io.heddle.udp;

import io.heddle.net.scheduler.ReadySet;
import java.nio.channels.ClosedByInterruptException;
import java.util.HashMap;
import java.util.Map;

/// Paths of one association through upstreams, one for each upstream. For the thread of the
/// association, which closes it.
final class UpstreamPaths implements AutoCloseable {
  private final AssociationContext context;
  private final DownloadFlows downloads;
  private final Map<String, OnDemandPath> paths = new HashMap<>(0);

  UpstreamPaths(AssociationContext context, DownloadFlows downloads) {
    this.context = context;
    this.downloads = downloads;
  }

  OnDemandPath through(UdpUpstream upstream) {
    return paths.computeIfAbsent(
        upstream.name(), _ -> new OnDemandPath(upstream, context, downloads));
  }

  /// Adds what the paths wait for.
  void addTo(ReadySet waits) {
    paths.values().forEach(path -> path.addTo(waits));
  }

  /// Relays what has come by the paths.
  ///
  /// @throws ClosedByInterruptException if the thread is interrupted
  void run(ReadySet ready) throws ClosedByInterruptException {
    for (OnDemandPath path : paths.values()) {
      path.run(ready);
    }
  }

  @Override
  public void close() {
    paths.values().forEach(OnDemandPath::close);
  }
}
