package io.heddle.udp;

import io.heddle.address.Endpoint;
import io.heddle.concurrent.TaskScope;
import io.heddle.net.Connection;
import io.heddle.request.Refusal;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import io.heddle.time.BackOff;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;

/// A path through a [UdpUpstream], opened by the first datagram that wants it. Datagrams wait while a
/// task of its own opens it, so that those on other paths need not; then they leave in their order.
///
/// When one of the other proxies ends its association, the path is given up, and opened again by a
/// later datagram, but not at once: a proxy that hangs up again and again is asked ever less often.
final class OnDemandPath {
  private final UdpUpstream upstream;
  private final Paths shared;
  private final BackOff pause = new BackOff();
  private final Queue<Waiting> waiting = new ArrayDeque<>();
  private Optional<DatagramPath> open = Optional.empty();
  private boolean opening;

  private record Waiting(Endpoint target, ByteBuffer datagram) {}

  OnDemandPath(UdpUpstream upstream, Paths shared) {
    this.upstream = upstream;
    this.shared = shared;
  }

  DatagramDestination destination(Endpoint target) {
    return new LazyDestination(target, this);
  }

  /// Sends a datagram, lets it wait, or drops and counts it. For the thread of the upload.
  synchronized void send(LazyDestination to, ByteBuffer datagram, OutgoingDatagrams direct)
      throws IOException {
    if (open.isPresent()) {
      to.on(open.get(), shared.lookups()).send(datagram, direct);
    } else if (opening || begin()) {
      shared
          .room()
          .keep(datagram)
          .ifPresentOrElse(
              copy -> waiting.add(new Waiting(to.target(), copy)),
              () -> shared.stats().addDrop(DropReason.QUEUE_FULL));
    } else {
      shared.stats().addDrop(DropReason.NO_RELAY);
    }
  }

  private boolean begin() {
    if (pause.isPausing()) {
      return false;
    }
    opening = true;
    shared.fork(this::serve);
    return true;
  }

  private Void serve() throws IOException {
    try (RelayChain chain = upstream.open()) {
      shared.stats().addRoute(chain.via());
      if (chain.hops().isEmpty()) {
        serveDirect();
      } else {
        serve(chain);
      }
    } catch (RefusedException e) {
      giveUp(e.refusal());
    }
    return null;
  }

  /// The upstream has chosen to go direct: this path is the direct one from now on.
  private void serveDirect() throws IOException {
    try (var scope = TaskScope.open()) {
      opened(shared.direct(), shared.lookups().in(scope));
      scope.join();
    } catch (InterruptedException e) {
      throw new ClosedByInterruptException();
    }
  }

  private void serve(RelayChain chain) throws RefusedException, IOException {
    try (RelayPath path = RelayPath.open(chain, shared.associations(), shared.stats())) {
      try {
        opened(path, shared.lookups());
        awaitEnd(chain, path);
      } finally {
        closed();
      }
      if (path.heard()) {
        pause.succeeded();
      }
    }
    throw new RefusedException(
        Reason.CONNECTION_LOST, "outbound " + upstream.name() + " has ended the UDP association");
  }

  /// Returns when one of the other proxies ends its part.
  private void awaitEnd(RelayChain chain, RelayPath path) throws ClosedByInterruptException {
    try (var scope = TaskScope.openUntilFirst()) {
      for (RelayChain.Hop hop : chain.hops()) {
        scope.fork(() -> awaitEnd(hop.control()));
      }
      scope.fork(() -> shared.download(path));
      scope.join();
    } catch (InterruptedException e) {
      throw new ClosedByInterruptException();
    }
  }

  private static Void awaitEnd(Connection control) throws IOException {
    ControlStream.awaitEnd(control);
    return null;
  }

  private synchronized void opened(DatagramPath path, PendingLookups lookups) throws IOException {
    // Those to one name must share its lookup to leave in their order.
    Map<Endpoint, DatagramDestination> destinations = new HashMap<>();
    OutgoingDatagrams direct = shared.direct().immediately();
    while (!waiting.isEmpty()) {
      Waiting next = waiting.remove();
      shared.room().leave(next.datagram());
      destinations
          .computeIfAbsent(next.target(), target -> path.destination(target, lookups))
          .send(next.datagram(), direct);
    }
    open = Optional.of(path);
    opening = false;
  }

  private synchronized void closed() {
    open = Optional.empty();
  }

  private synchronized void giveUp(Refusal why) {
    pause.failed();
    opening = false;
    while (!waiting.isEmpty()) {
      shared.room().leave(waiting.remove().datagram());
      shared.stats().addDrop(DropReason.NO_RELAY);
    }
    upstream.reportFailure(why);
  }
}
