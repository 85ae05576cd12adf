package io.heddle.udp;

import io.heddle.address.Endpoint;
import java.util.LinkedHashMap;
import java.util.Map;

/// The destinations of an association by target, each routed once and then remembered, up to a
/// number; those not used for longest go first. For the thread of the upload.
final class DestinationTable {
  private static final int REMEMBERED = 256;

  private final DatagramRoute.Choice ways;
  private final Paths paths;
  private final Map<Endpoint, DatagramDestination> known = new LinkedHashMap<>(16, 0.75f, true);

  DestinationTable(DatagramRoute.Choice ways, Paths paths) {
    this.ways = ways;
    this.paths = paths;
  }

  DatagramDestination of(Endpoint target) {
    DatagramDestination destination = known.computeIfAbsent(target, this::route);
    if (known.size() > REMEMBERED) {
      known.remove(known.keySet().iterator().next());
    }
    return destination;
  }

  private DatagramDestination route(Endpoint target) {
    return switch (ways.to(target)) {
      case DatagramRoute.Straight(String via) -> {
        paths.tally().went(via);
        yield paths.straight().destination(target, paths.lookups());
      }
      case DatagramRoute.Through(UdpUpstream carrier) -> paths.through(carrier).destination(target);
      case DatagramRoute.Nowhere way ->
          new DatagramDestination.Dropping(DropReason.BLOCKED, paths.tally());
      case DatagramRoute.Unable way ->
          new DatagramDestination.Dropping(DropReason.NO_WAY, paths.tally());
    };
  }
}
