package io.heddle.udp;

import io.heddle.address.Endpoint;
import java.util.LinkedHashMap;
import java.util.Map;

/// The destinations of an association by target, each routed once and then remembered, up to a
/// number; those not used for longest go first. For the thread of the upload.
final class Destinations {
  private static final int REMEMBERED = 256;

  private final Way.Choice ways;
  private final Paths paths;
  private final Map<Endpoint, Destination> known = new LinkedHashMap<>(16, 0.75f, true);

  Destinations(Way.Choice ways, Paths paths) {
    this.ways = ways;
    this.paths = paths;
  }

  Destination of(Endpoint target) {
    Destination destination = known.computeIfAbsent(target, this::route);
    if (known.size() > REMEMBERED) {
      known.remove(known.keySet().iterator().next());
    }
    return destination;
  }

  private Destination route(Endpoint target) {
    return switch (ways.to(target)) {
      case Way.Straight(String via) -> {
        paths.tally().went(via);
        yield paths.straight().destination(target, paths.lookups());
      }
      case Way.Through(Carrier carrier) -> paths.through(carrier).destination(target);
      case Way.Nowhere way -> new Destination.Dropping(Drop.BLOCKED, paths.tally());
      case Way.Unable way -> new Destination.Dropping(Drop.NO_WAY, paths.tally());
    };
  }
}
