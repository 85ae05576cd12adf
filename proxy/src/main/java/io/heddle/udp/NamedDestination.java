package io.heddle.udp;

import io.heddle.address.Endpoint;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import io.heddle.time.Deadline;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/// A target known by its name. Its datagrams wait in a queue while a task looks the name up, so
/// that those to other targets need not; then they leave in their order.
///
/// When the answer has grown old, the name is looked up again, but the address stays as long as it
/// is one of the name's: a server that is one of many would not know the client of another.
final class NamedDestination implements DatagramDestination {
  private final Endpoint target;
  private final DatagramSender sender;
  private final PendingLookups lookups;
  private final Queue<ByteBuffer> waiting = new ArrayDeque<>();
  private Optional<InetSocketAddress> address = Optional.empty();
  private Deadline expiry = Deadline.after(Duration.ZERO);
  private boolean looking;

  NamedDestination(Endpoint target, DatagramSender sender, PendingLookups lookups) {
    this.target = target;
    this.sender = sender;
    this.lookups = lookups;
  }

  @Override
  public synchronized void send(ByteBuffer datagram, OutgoingDatagrams direct) throws IOException {
    if (!looking && address.isPresent() && expiry.remaining() > 0) {
      new Fixed(address.get()).send(datagram, direct);
    } else if (looking || lookups.begin(this::look)) {
      looking = true;
      lookups
          .room()
          .keep(datagram)
          .ifPresentOrElse(waiting::add, () -> drop(DropReason.QUEUE_FULL));
    } else {
      drop(DropReason.QUEUE_FULL);
    }
  }

  private Void look() throws IOException {
    try {
      found(lookups.find(target));
    } catch (RefusedException e) {
      failed(
          e.refusal().reason() == Reason.LOOP_DETECTED ? DropReason.LOOP : DropReason.UNRESOLVED);
    } finally {
      lookups.end();
    }
    return null;
  }

  private synchronized void found(List<InetSocketAddress> addresses) throws IOException {
    InetSocketAddress chosen = address.filter(addresses::contains).orElseGet(addresses::getFirst);
    address = Optional.of(chosen);
    expiry = Deadline.after(lookups.lifetime());
    Fixed destination = new Fixed(chosen);
    OutgoingDatagrams direct = OutgoingDatagrams.immediately(sender, sender.stats()::addUploads);
    while (!waiting.isEmpty()) {
      ByteBuffer datagram = waiting.remove();
      lookups.room().leave(datagram);
      destination.send(datagram, direct);
    }
    looking = false;
  }

  private synchronized void failed(DropReason cause) {
    while (!waiting.isEmpty()) {
      lookups.room().leave(waiting.remove());
      drop(cause);
    }
    looking = false;
  }

  private void drop(DropReason cause) {
    sender.stats().addDrop(cause);
  }
}
