package io.heddle.udp;

import io.heddle.address.Endpoint;
import java.util.LinkedHashMap;
import java.util.Map;

/// Destinations of one association by target. Each target is routed once and then remembered; beyond
/// a limit, the least recently used is forgotten. For the thread of the association.
final class DestinationTable {
  private static final int REMEMBERED = 256;

  private final DatagramRoute.RouteSelector routes;
  private final AssociationContext context;
  private final UpstreamPaths upstreams;
  private final Map<Endpoint, DatagramDestination> known = new LinkedHashMap<>(2, 0.75f, true);

  DestinationTable(
      DatagramRoute.RouteSelector routes, AssociationContext context, UpstreamPaths upstreams) {
    this.routes = routes;
    this.context = context;
    this.upstreams = upstreams;
  }

  DatagramRoute.RouteSelector routes() {
    return routes;
  }

  DatagramDestination of(Endpoint target) {
    DatagramDestination destination = known.computeIfAbsent(target, this::route);
    if (known.size() > REMEMBERED) {
      known.remove(known.keySet().iterator().next());
    }
    return destination;
  }

  private DatagramDestination route(Endpoint target) {
    return routes
        .selectNow(target)
        .map(route -> destination(target, route))
        .orElseGet(() -> new UnroutedDestination(target, this, context));
  }

  /// The destination of datagrams that take `route`.
  DatagramDestination destination(Endpoint target, DatagramRoute route) {
    return switch (route) {
      case DatagramRoute.Direct(String via) -> {
        context.stats().addRoute(via);
        yield context.directTo(target);
      }
      case DatagramRoute.Relayed(UdpUpstream upstream) ->
          upstreams.through(upstream).destination(target);
      case DatagramRoute.Blocked _ -> discard(DropReason.BLOCKED);
      case DatagramRoute.Unsupported _ -> discard(DropReason.UNSUPPORTED);
    };
  }

  private DatagramDestination discard(DropReason reason) {
    return new DatagramDestination.Discard(reason, context.stats());
  }
}
