package io.heddle.udp;

import io.heddle.address.Endpoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/// A target on a path that is opened on demand.
final class LazyDestination implements DatagramDestination {
  private final Endpoint target;
  private final OnDemandPath path;
  private Optional<DatagramPath> open = Optional.empty();
  private Optional<DatagramDestination> there = Optional.empty();

  LazyDestination(Endpoint target, OnDemandPath path) {
    this.target = target;
    this.path = path;
  }

  Endpoint target() {
    return target;
  }

  @Override
  public void send(ByteBuffer datagram, OutgoingDatagrams direct) throws IOException {
    path.send(this, datagram, direct);
  }

  /// The same target on the path that is open now.
  DatagramDestination on(DatagramPath now, PendingLookups lookups) {
    if (there.isEmpty() || open.orElseThrow() != now) {
      open = Optional.of(now);
      there = Optional.of(now.destination(target, lookups));
    }
    return there.get();
  }
}
