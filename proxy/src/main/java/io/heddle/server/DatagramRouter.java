package io.heddle.server;

import io.heddle.address.Endpoint;
import io.heddle.outbound.BlockOutbound;
import io.heddle.outbound.DirectOutbound;
import io.heddle.outbound.HttpProxy;
import io.heddle.outbound.Outbound;
import io.heddle.outbound.OutboundGroup;
import io.heddle.outbound.Socks4Proxy;
import io.heddle.outbound.Socks5Proxy;
import io.heddle.request.Network;
import io.heddle.request.ProxyRequest.Associate;
import io.heddle.request.Refusal;
import io.heddle.request.Refusal.Reason;
import io.heddle.route.Route;
import io.heddle.server.connection.LiveRequest;
import io.heddle.udp.DatagramRoute;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/// Routes the datagrams of one association, each new target by the rules. For one thread.
final class DatagramRouter implements DatagramRoute.Choice {
  private final ListenerContext context;
  private final Associate request;
  private final LiveRequest live;
  private final Set<String> unable = new HashSet<>();

  DatagramRouter(ListenerContext context, Associate request, LiveRequest live) {
    this.context = context;
    this.request = request;
    this.live = live;
  }

  @Override
  public DatagramRoute to(Endpoint target) {
    try {
      Route route = context.routing().route(Network.UDP, request.to(target));
      return switch (context.routing().outbound(route)) {
        case DirectOutbound direct -> new DatagramRoute.Straight(direct.name());
        case BlockOutbound block -> new DatagramRoute.Nowhere();
        case Socks5Proxy proxy -> through(proxy, route);
        case OutboundGroup group -> through(group, route);
        case Socks4Proxy proxy -> unable(route);
        case HttpProxy proxy -> unable(route);
      };
    } catch (IOException e) {
      // Interrupted: the association is about to end.
      return new DatagramRoute.Nowhere();
    }
  }

  private DatagramRoute through(Outbound outbound, Route route) {
    return new DatagramRoute.Through(
        new UdpRelayAdapter(outbound, request.client(), context.timeouts().connect(), live, route));
  }

  /// The first time, the log says so.
  private DatagramRoute unable(Route route) {
    if (unable.add(route.outbound())) {
      String why = "outbound " + route.outbound() + " carries no datagrams";
      live.reportRefusedDatagrams(route, new Refusal(Reason.COMMAND_NOT_SUPPORTED, why));
    }
    return new DatagramRoute.Unable();
  }
}
