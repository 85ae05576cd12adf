package io.heddle.udp;

import io.heddle.address.Endpoint;
import io.heddle.request.AddressGuard;
import io.heddle.request.RefusedException;
import io.heddle.request.TargetResolution;
import io.heddle.time.Deadline;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Target known by its name. Its datagrams are pending while a task looks the name up, so that those
/// to other targets need not wait.
///
/// An old address is looked up again, but kept while the name still has it: a server that is one of
/// many would not know the client of another.
final class NamedDestination implements DatagramDestination {
  private final Endpoint target;
  private final TargetResolution resolution;
  private final AssociationContext context;
  private final DatagramBacklog.PendingDatagrams pending;
  private Optional<FixedAddress> resolved = Optional.empty();
  private Deadline expiry = Deadline.after(Duration.ZERO);
  private boolean lookingUp;

  /// @param guard of the addresses that the name has
  NamedDestination(Endpoint target, AddressGuard guard, AssociationContext context) {
    this.target = target;
    resolution = TargetResolution.NONE.withGuard(guard);
    this.context = context;
    pending = context.backlog().newQueue();
  }

  @Override
  public void send(ByteBuffer datagram, DatagramOutput output) {
    if (!lookingUp && resolved.isPresent() && expiry.remaining() > 0) {
      resolved.get().send(datagram, output);
    } else if (lookingUp || context.tasks().startLookup(this::lookUp)) {
      lookingUp = true;
      pending.add(datagram, this);
    } else {
      context.stats().addDrop(DropReason.QUEUE_FULL);
    }
  }

  private Runnable lookUp() throws IOException {
    try {
      List<InetSocketAddress> addresses =
          context.shared().targets().of(target, resolution, Deadline.NONE);
      return () -> setAddress(addresses);
    } catch (RefusedException e) {
      DropReason reason = DropReason.of(e.refusal());
      return () -> fail(reason);
    }
  }

  private void setAddress(List<InetSocketAddress> addresses) {
    FixedAddress chosen =
        resolved
            .filter(present -> addresses.contains(present.address()))
            .orElseGet(() -> new FixedAddress(context.direct().socket(), addresses.getFirst()));
    resolved = Optional.of(chosen);
    expiry = Deadline.after(context.shared().timeouts().names());
    lookingUp = false;
    pending.releaseTo(chosen);
  }

  private void fail(DropReason reason) {
    lookingUp = false;
    pending.discard(reason);
  }
}
