package io.heddle.udp;

import io.heddle.address.Endpoint;
import java.util.LinkedHashMap;
import java.util.Map;

/// The destinations of an association by target, each routed once and then remembered, up to a
/// number; those not used for longest go first. For the thread of the upload.
final class DestinationTable {
  private static final int REMEMBERED = 256;

  private final DatagramRoute.RouteSelector routes;
  private final Paths paths;
  private final Map<Endpoint, DatagramDestination> known = new LinkedHashMap<>(16, 0.75f, true);

  DestinationTable(DatagramRoute.RouteSelector routes, Paths paths) {
    this.routes = routes;
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
    return switch (routes.select(target)) {
      case DatagramRoute.Direct(String via) -> {
        paths.stats().addRoute(via);
        yield paths.direct().destination(target, paths.lookups());
      }
      case DatagramRoute.Relayed(UdpUpstream upstream) ->
          paths.through(upstream).destination(target);
      case DatagramRoute.Blocked _ ->
          new DatagramDestination.Dropping(DropReason.BLOCKED, paths.stats());
      case DatagramRoute.Unsupported _ ->
          new DatagramDestination.Dropping(DropReason.UNSUPPORTED, paths.stats());
    };
  }
}
