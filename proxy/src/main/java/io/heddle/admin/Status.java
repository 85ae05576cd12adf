package io.heddle.admin;

import io.heddle.outbound.OutboundGroup;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the proxy does at one moment, as people and programs are shown it.
///
/// @param config the file, if there is one
/// @param active how many connections there are, of which `connections` may be the latest only
/// @param failures latest first
/// @param history of the traffic, oldest first
public record Status(
    String version,
    Instant time,
    Duration uptime,
    Optional<String> config,
    List<String> listeners,
    int active,
    long accepted,
    long upload,
    long download,
    List<Live> connections,
    List<Failed> failures,
    List<Way> outbounds,
    List<TrafficHistory.Sample> history) {

  /// A connection.
  ///
  /// @param client its end of it
  /// @param target host and port; `udp` for an association; never a path
  public record Live(
      long id,
      String client,
      String user,
      String protocol,
      String target,
      String rule,
      String outbound,
      long upload,
      long download,
      Duration age) {}

  /// A request that failed.
  public record Failed(
      Instant time,
      long id,
      String client,
      String user,
      String target,
      String rule,
      String outbound,
      String why) {}

  /// An outbound.
  ///
  /// @param opened connections that it has opened
  /// @param failed those that it could not open
  /// @param complaint how it failed itself in the last attempt; empty if it did not,
  ///     and for a group
  /// @param members if it is a group
  public record Way(
      String name,
      long opened,
      long failed,
      String complaint,
      List<OutboundGroup.MemberHealth> members) {}
}
