package io.heddle.udp;

import io.heddle.address.Endpoint;
import java.util.LinkedHashMap;
import java.util.Map;

/// The destinations of an association by target, each routed once and then remembered, up to a
/// number; those not used for longest go first. For the thread of the upload.
final class Destinations {
  private static final int REMEMBERED = 256;

  private final Way.Choice ways;
  private final DatagramPath straight;
  private final Lookups lookups;
  private final Tally tally;
  private final Map<Endpoint, Destination> known = new LinkedHashMap<>(16, 0.75f, true);

  Destinations(Way.Choice ways, DatagramPath straight, Lookups lookups, Tally tally) {
    this.ways = ways;
    this.straight = straight;
    this.lookups = lookups;
    this.tally = tally;
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
      case Way.Straight way -> straight.destination(target, lookups);
      case Way.Nowhere way -> new Destination.Dropping(Drop.BLOCKED, tally);
      case Way.Unable way -> new Destination.Dropping(Drop.NO_WAY, tally);
    };
  }
}
