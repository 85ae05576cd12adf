package io.heddle.pac;

import java.net.InetAddress;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.List;

/// Network and clock as scripts see them.
public interface PacNetwork {
  /// The addresses of a host, in the order in which they would be tried; none if it has none, or none
  /// in time. Blocks the thread.
  ///
  /// @param limit of the wait
  List<InetAddress> addresses(String host, Duration limit);

  /// The addresses of this machine that reach other machines, the best first of each family. Sends
  /// nothing.
  List<InetAddress> ownAddresses();

  /// The time now, in the zone of this machine.
  ZonedDateTime now();
}
