package io.heddle.server;

import io.heddle.address.Endpoint;
import io.heddle.outbound.BlockOutbound;
import io.heddle.outbound.Outbound;
import io.heddle.request.ProxyRequest;
import io.heddle.request.ProxyRequest.Associate;
import io.heddle.request.Refusal;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import io.heddle.request.TargetResolution;
import io.heddle.request.TransportProtocol;
import io.heddle.route.Router.Route;
import io.heddle.server.connection.LiveRequest;
import io.heddle.time.Deadline;
import io.heddle.udp.DatagramRoute;
import io.heddle.udp.UdpUpstream;
import io.heddle.upstream.AssociationChain;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Router of the datagrams of one association: it routes each new target by the rules. Any
/// thread may call it.
final class DatagramRouter implements DatagramRoute.RouteSelector {
  /// Route of datagrams that the policy denies, in the log.
  private static final Route NOT_ROUTED = new Route("-", "-");

  /// Lines that the log gets of one association: a client can invent targets.
  private static final int MAX_REPORTS = 100;

  private final ListenerContext context;
  private final Associate associate;
  private final LiveRequest request;
  private final Set<String> reported = ConcurrentHashMap.newKeySet();

  DatagramRouter(ListenerContext context, Associate associate, LiveRequest request) {
    this.context = context;
    this.associate = associate;
    this.request = request;
  }

  @Override
  public DatagramRoute select(Endpoint target) {
    try {
      ProxyRequest datagram = associate.withTarget(target);
      Routing.Decision decision =
          context.route(TransportProtocol.UDP, datagram, request.programNames());
      return routeBy(decision, chosen(decision.route(), target));
    } catch (IOException e) {
      // The thread was interrupted: the association is about to end.
      return new DatagramRoute.Blocked();
    }
  }

  @Override
  public Optional<DatagramRoute> selectNow(Endpoint target) {
    return isDenied(target)
        ? Optional.of(new DatagramRoute.DeniedByPolicy())
        : context
            .routeWithoutLookup(TransportProtocol.UDP, associate.withTarget(target))
            .flatMap(decision -> routeNow(decision, target));
  }

  /// Whether the policy denies a target. The log has a line for each of the first such targets.
  private boolean isDenied(Endpoint target) {
    if (context.inbound().policy().isEmpty()) {
      return false;
    }
    try {
      context.inbound().policy().get().admit(target);
      return false;
    } catch (RefusedException e) {
      reportOnce(NOT_ROUTED, e.refusal());
      return true;
    }
  }

  private Optional<DatagramRoute> routeNow(Routing.Decision decision, Endpoint target) {
    return outbound(decision.route())
        .forDatagramsNow(target)
        .map(chosen -> routeBy(decision, chosen));
  }

  private Outbound outbound(Route route) {
    return context.routing().outbound(route, context.runtime());
  }

  /// The outbound for one target.
  private Outbound chosen(Route route, Endpoint target) throws IOException {
    try {
      return outbound(route).forDatagrams(target, Deadline.after(context.timeouts().connect()));
    } catch (RefusedException e) {
      reportOnce(route, e.refusal());
      return new BlockOutbound(route.outbound(), "no way to");
    }
  }

  private DatagramRoute routeBy(Routing.Decision decision, Outbound outbound) {
    Route route = decision.route();
    context.routing().hits().count(route.rule());
    request.datagrams().ifPresent(datagrams -> datagrams.addRule(route.rule()));
    DatagramRoute clean = withoutFault(outbound, route, decision.resolution());
    return route.fault().isEmpty()
        ? clean
        : new DatagramRoute.Faulty(
            clean, context.runtime().faults().ofDatagrams(route.rule(), route.fault().get()));
  }

  private DatagramRoute withoutFault(Outbound outbound, Route route, TargetResolution resolution) {
    return switch (outbound.datagrams()) {
      case DIRECT -> new DatagramRoute.Direct(outbound.configuredName(), resolution);
      case RELAYED -> new DatagramRoute.Relayed(new RelayedUpstream(outbound, route), resolution);
      case BLOCKED -> new DatagramRoute.Blocked();
      case UNSUPPORTED -> unsupported(route, outbound);
    };
  }

  private DatagramRoute unsupported(Route route, Outbound outbound) {
    reportOnce(route, new Refusal(Reason.COMMAND_NOT_SUPPORTED, outbound.withoutDatagrams()));
    return new DatagramRoute.Unsupported();
  }

  /// Writes a line to the log for each outbound and refusal, however often datagrams meet it.
  private void reportOnce(Route route, Refusal why) {
    if (reported.size() < MAX_REPORTS && reported.add(route.outbound() + " " + why)) {
      request.reportRefusedDatagrams(route, why);
    }
  }

  /// Outbound through whose relays datagrams of this association pass.
  private final class RelayedUpstream implements UdpUpstream {
    private final Outbound outbound;
    private final Route route;

    private RelayedUpstream(Outbound outbound, Route route) {
      this.outbound = outbound;
      this.route = route;
    }

    @Override
    public String name() {
      return outbound.configuredName();
    }

    @Override
    public AssociationChain open() throws RefusedException, IOException {
      Deadline deadline = Deadline.after(context.timeouts().connect());
      return outbound.associate(associate.client(), deadline).chain();
    }

    @Override
    public void reportFailure(Refusal why) {
      reportOnce(route, why);
    }
  }
}
