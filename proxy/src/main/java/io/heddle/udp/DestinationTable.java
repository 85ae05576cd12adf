package io.heddle.udp;

import io.heddle.address.Endpoint;
import io.heddle.request.TargetResolution;
import io.heddle.time.Deadline;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Destinations of one association by target. Each target is routed once and then remembered; beyond
/// a limit, the least recently used is forgotten. Used by the thread of the association alone.
final class DestinationTable {
  private static final int REMEMBERED = 256;

  private final DatagramRoute.RouteSelector routes;
  private final AssociationContext context;
  private final DestinationFactory destinations;
  private final Map<Endpoint, DatagramDestination> known = new LinkedHashMap<>(2, 0.75f, true);

  DestinationTable(
      DatagramRoute.RouteSelector routes, AssociationContext context, UpstreamPaths upstreams) {
    this.routes = routes;
    this.context = context;
    destinations = new DestinationFactory(context, upstreams);
  }

  /// The destination of datagrams to `target`.
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
        .orElseGet(() -> new UnroutedDestination(target));
  }

  private DatagramDestination destination(Endpoint target, DatagramRoute route) {
    return destinations.of(target, route);
  }

  /// Target whose route depends on the addresses of its name. Its datagrams are pending while a task
  /// looks the name up for the rules. When the addresses are old, the rules decide again.
  final class UnroutedDestination implements DatagramDestination {
    private final Endpoint target;
    private final DatagramBacklog.PendingDatagrams pending = context.backlog().newQueue();
    private Optional<DatagramDestination> routed = Optional.empty();
    private Deadline expiry = Deadline.after(Duration.ZERO);
    private boolean routing;

    private UnroutedDestination(Endpoint target) {
      this.target = target;
    }

    @Override
    public void send(ByteBuffer datagram, DatagramOutput output) {
      if (!routing && routed.isPresent() && expiry.remaining() > 0) {
        routed.get().send(datagram, output);
      } else if (routing || context.tasks().startLookup(this::selectRoute)) {
        routing = true;
        pending.add(datagram, this);
      } else {
        context.stats().addDrop(DropReason.QUEUE_FULL);
      }
    }

    private Runnable selectRoute() {
      DatagramRoute route = routes.select(target);
      return () -> setRoute(route);
    }

    private void setRoute(DatagramRoute route) {
      DatagramDestination chosen = destination(target, route);
      routed = routed.filter(present -> isStillOf(route, present)).or(() -> Optional.of(chosen));
      expiry = Deadline.after(lifetime(route));
      routing = false;
      pending.releaseTo(routed.get());
    }

    /// A failed lookup is not remembered here: that is up to the resolver.
    private Duration lifetime(DatagramRoute route) {
      return route instanceof DatagramRoute.Direct(_, TargetResolution.ResolutionFailed _)
          ? Duration.ZERO
          : context.shared().timeouts().names();
    }

    /// Whether the address used so far is one of the new ones. Then it is kept: a server that is one
    /// of many would not know the client of another.
    private static boolean isStillOf(DatagramRoute route, DatagramDestination present) {
      return route instanceof DatagramRoute.Direct(_, TargetResolution.Resolved(var addresses, _))
          && present instanceof DatagramDestination.FixedAddress(_, var address)
          && addresses.contains(address.getAddress());
    }
  }
}
