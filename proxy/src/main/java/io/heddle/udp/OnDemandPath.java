package io.heddle.udp;

import io.heddle.address.Endpoint;
import io.heddle.request.Refusal;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import io.heddle.request.TargetResolution;
import io.heddle.time.BackOff;
import io.heddle.upstream.AssociationChain;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/// Path through a [UdpUpstream], opened by the first datagram that needs it.
///
///     closed ── a datagram ──▶ opening ──▶ open ── another proxy ends its association ──▶ closed
///        ▲                        ├──▶ direct: the upstream, a group, has chosen to send from here
///        └──────── refused ───────┘
///
/// Datagrams are pending while a task opens the path, so that those on other paths need not wait.
/// After a failure, later datagrams open it again, but not at once: the pause grows with each
/// failure in a row. Used by the thread of the association alone.
final class OnDemandPath implements AssociationPath {
  private sealed interface State {
    record Closed() implements State {}

    record Opening() implements State {}

    record OpenDirect() implements State {}

    record Open(OpenRelayPath session) implements State {}
  }

  private final UdpUpstream upstream;
  private final AssociationContext context;
  private final DownloadFlowFactory downloads;
  private final DatagramBacklog.PendingDatagrams pending;
  private final BackOff backOff = new BackOff();
  private State state = new State.Closed();

  OnDemandPath(UdpUpstream upstream, AssociationContext context, DownloadFlowFactory downloads) {
    this.upstream = upstream;
    this.context = context;
    this.downloads = downloads;
    pending = context.backlog().newQueue();
  }

  /// The destination of datagrams that take this path to `target`.
  ///
  /// @param resolution addresses by which the rules have decided
  DatagramDestination destination(Endpoint target, TargetResolution resolution) {
    return new OnDemandDestination(target, resolution);
  }

  /// Target behind a path that may be closed and opened again.
  final class OnDemandDestination implements DatagramDestination {
    private final Endpoint target;
    private final TargetResolution resolution;
    private State lastState = new State.Closed();
    private Optional<DatagramDestination> destination = Optional.empty();

    private OnDemandDestination(Endpoint target, TargetResolution resolution) {
      this.target = target;
      this.resolution = resolution;
    }

    @Override
    public void send(ByteBuffer datagram, DatagramOutput output) {
      if (state instanceof State.Open || state instanceof State.OpenDirect) {
        present().send(datagram, output);
      } else if (state instanceof State.Opening || start()) {
        pending.add(datagram, this);
      } else {
        context.stats().addDrop(DropReason.NO_RELAY);
      }
    }

    /// The destination in the present state, made once.
    private DatagramDestination present() {
      if (!lastState.equals(state)) {
        lastState = state;
        destination =
            Optional.of(
                state instanceof State.Open(var session)
                    ? session.path().destination(target)
                    : context.directTo(target, resolution));
      }
      return destination.orElseThrow();
    }
  }

  /// @return false if the upstream has failed a short while ago
  private boolean start() {
    if (backOff.isPausing()) {
      return false;
    }
    state = new State.Opening();
    context.tasks().start(this::open);
    return true;
  }

  /// Opens the path, in the thread of a task.
  private Runnable open() throws IOException {
    try {
      AssociationChain chain = upstream.open();
      return chain.hops().isEmpty() ? () -> setDirect(chain) : open(chain);
    } catch (RefusedException e) {
      return () -> fail(e.refusal());
    }
  }

  private Runnable open(AssociationChain chain) throws RefusedException, IOException {
    try {
      RelayPath path = RelayPath.open(chain, context.shared());
      return () -> setOpen(chain, path);
    } catch (RefusedException | IOException e) {
      chain.close();
      throw e;
    }
  }

  private void setDirect(AssociationChain chain) {
    context.stats().addRoute(chain.via());
    state = new State.OpenDirect();
    pending.release();
  }

  private void setOpen(AssociationChain chain, RelayPath path) {
    context.stats().addRoute(chain.via());
    try {
      state = new State.Open(OpenRelayPath.of(chain, path, downloads, context.readiness()));
      pending.release();
    } catch (IOException e) {
      fail(connectionLost());
    }
  }

  private Refusal connectionLost() {
    return new Refusal(
        Reason.CONNECTION_LOST, "outbound " + upstream.name() + " has ended the UDP association");
  }

  private void fail(Refusal why) {
    state = new State.Closed();
    backOff.recordFailure();
    pending.discard(DropReason.NO_RELAY);
    upstream.reportFailure(why);
  }

  /// Gives the path up if another proxy has ended its association.
  @Override
  public void run() {
    if (state instanceof State.Open(var session) && !session.run()) {
      session.close();
      if (session.path().hasReceived()) {
        backOff.recordSuccess();
      }
      fail(connectionLost());
    }
  }

  @Override
  public boolean hasUnread() {
    return state instanceof State.Open(var session) && session.hasUnread();
  }

  @Override
  public void close() {
    if (state instanceof State.Open(var session)) {
      state = new State.Closed();
      session.close();
    }
  }
}
