package io.heddle.udp;

import io.heddle.address.Endpoint;

/// Factory of destinations by their routes, for the direct path and the upstreams of one association,
/// or of one of its faults.
record DestinationFactory(AssociationContext context, UpstreamPaths upstreams) {

  /// The destination of datagrams that take `route` to `target`.
  DatagramDestination of(Endpoint target, DatagramRoute route) {
    if (route instanceof DatagramRoute.Direct(String via, var resolution)) {
      context.stats().addRoute(via);
      return context.directTo(target, resolution);
    }
    if (route instanceof DatagramRoute.Relayed(UdpUpstream upstream, var resolution)) {
      return upstreams.through(upstream).destination(target, resolution);
    }
    if (route instanceof DatagramRoute.Faulty(DatagramRoute inner, var fault)) {
      return upstreams
          .with(fault)
          .map(path -> path.destination(target, inner))
          .orElseGet(this::none);
    }
    return new DatagramDestination.Discard(reason(route), context.stats());
  }

  private static DropReason reason(DatagramRoute route) {
    if (route instanceof DatagramRoute.DeniedByPolicy) {
      return DropReason.POLICY;
    }
    return route instanceof DatagramRoute.Blocked ? DropReason.BLOCKED : DropReason.UNSUPPORTED;
  }

  private DatagramDestination none() {
    return new DatagramDestination.Discard(DropReason.NO_RELAY, context.stats());
  }
}
