package io.heddle.udp;

import io.heddle.address.Endpoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/// Target whose route depends on the addresses of its name. Its datagrams are pending while a task
/// looks the name up for the rules.
final class UnroutedDestination implements DatagramDestination {
  private final Endpoint target;
  private final DestinationTable table;
  private final AssociationContext context;
  private final PendingDatagrams pending;
  private Optional<DatagramDestination> routed = Optional.empty();
  private boolean routing;

  UnroutedDestination(Endpoint target, DestinationTable table, AssociationContext context) {
    this.target = target;
    this.table = table;
    this.context = context;
    pending = new PendingDatagrams(context.backlog());
  }

  @Override
  public void send(ByteBuffer datagram, DatagramOutput output) throws IOException {
    if (routed.isPresent()) {
      routed.get().send(datagram, output);
    } else if (routing || context.tasks().startLookup(this::route)) {
      routing = true;
      pending.add(datagram, this);
    } else {
      context.stats().addDrop(DropReason.QUEUE_FULL);
    }
  }

  private Runnable route() {
    DatagramRoute route = table.routes().select(target);
    return () -> setRoute(route);
  }

  private void setRoute(DatagramRoute route) {
    routed = Optional.of(table.destination(target, route));
    pending.release();
  }
}
