package io.heddle.admin;

import io.heddle.net.change.NetworkChange;
import io.heddle.outbound.OutboundGroup;
import io.heddle.server.connection.RequestTimeline;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Status of the proxy at one moment, for people and for programs.
///
/// @param config the configuration file, if there is one
/// @param failedReload the last reload, if it failed
/// @param active the number of open connections; `connections` may list the latest of them only
/// @param rejected the number of connections closed because `clients` did not include the client
/// @param failures latest first
/// @param history of the traffic, oldest first
public record Status(
    String version,
    Instant time,
    Duration uptime,
    Optional<String> config,
    Phase phase,
    Optional<ReloadState.FailedReload> failedReload,
    List<String> listeners,
    int active,
    long accepted,
    long rejected,
    long upload,
    long download,
    List<ActiveConnection> connections,
    List<FailedRequest> failures,
    List<OutboundStatus> outbounds,
    NetworkStatus network,
    List<TrafficHistory.TrafficSample> history) {

  /// Phase of the life of the proxy.
  public enum Phase {
    RUNNING,
    /// New clients are no longer accepted, and those under way get their time to end.
    DRAINING;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// Open client connection.
  ///
  /// @param client the address of the client
  /// @param process name of its program; empty if it was not found
  /// @param target host and port; `udp` for an association; never a path
  /// @param fault that its rule injects; empty for none
  /// @param progress while the history of requests is kept
  public record ActiveConnection(
      long id,
      String client,
      String process,
      String user,
      String protocol,
      String target,
      String rule,
      String outbound,
      String fault,
      long upload,
      long download,
      Duration age,
      Optional<RequestProgress> progress) {}

  /// Progress of the current request of a connection.
  ///
  /// @param method of a request in HTTP; `CONNECT`, `UDP` or `RESOLVE` for the others
  /// @param startedNanos when it began, on the clock of [System#nanoTime]
  public record RequestProgress(String method, long startedNanos, RequestTimeline timeline) {}

  /// Changes of the network of this machine since the start.
  ///
  /// @param last if there was any
  public record NetworkStatus(long changes, Optional<NetworkChange> last) {}

  /// Request that failed.
  public record FailedRequest(
      Instant time,
      long id,
      String client,
      String user,
      String target,
      String rule,
      String outbound,
      String why) {}

  /// Outbound and its statistics.
  ///
  /// @param opened the number of connections that it opened
  /// @param failed the number of connections that it could not open
  /// @param latency mean time in which it opened one
  /// @param lastError why its last attempt failed; empty if it succeeded, and for a group
  /// @param members of a group; empty for any other outbound
  public record OutboundStatus(
      String name,
      long opened,
      long failed,
      Duration latency,
      String lastError,
      List<OutboundGroup.MemberHealth> members) {}

  /// The same without what other clients do: what a client may see that has only these connections.
  Status restrictedTo(List<ActiveConnection> own) {
    return new Status(
        version,
        time,
        uptime,
        config,
        phase,
        failedReload,
        listeners,
        own.size(),
        accepted,
        rejected,
        upload,
        download,
        own,
        List.of(),
        List.of(),
        network,
        List.of());
  }
}
