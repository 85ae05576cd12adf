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
import io.heddle.udp.DatagramRoute;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Routes the datagrams of one association, each new target by the rules. Any thread may ask.
final class DatagramRouter implements DatagramRoute.RouteSelector {
  private final Services services;
  private final Associate request;
  private final LiveConnection live;
  private final Set<String> unable = ConcurrentHashMap.newKeySet();

  DatagramRouter(Services services, Associate request, LiveConnection live) {
    this.services = services;
    this.request = request;
    this.live = live;
  }

  @Override
  public DatagramRoute select(Endpoint target) {
    try {
      return along(services.route(Network.UDP, request.to(target)));
    } catch (IOException e) {
      // Interrupted: the association is about to end.
      return new DatagramRoute.Blocked();
    }
  }

  @Override
  public Optional<DatagramRoute> selectNow(Endpoint target) {
    return services.routeNow(Network.UDP, request.to(target)).map(this::along);
  }

  private DatagramRoute along(Route route) {
    return switch (services.outbounds().get(route.outbound())) {
      case DirectOutbound direct -> new DatagramRoute.Direct(direct.name());
      case BlockOutbound block -> new DatagramRoute.Blocked();
      case Socks5Proxy proxy -> through(proxy, route);
      case OutboundGroup group -> through(group, route);
      case Socks4Proxy proxy -> unable(route);
      case HttpProxy proxy -> unable(route);
    };
  }

  private DatagramRoute through(Outbound outbound, Route route) {
    return new DatagramRoute.Relayed(
        new UdpRelayAdapter(
            outbound, request.client(), services.timeouts().connect(), live, route));
  }

  /// The first time, the log says so.
  private DatagramRoute unable(Route route) {
    if (unable.add(route.outbound())) {
      String why = "outbound " + route.outbound() + " carries no datagrams";
      ConnectionLog.datagramsRefused(live, route, new Refusal(Reason.COMMAND_NOT_SUPPORTED, why));
    }
    return new DatagramRoute.Unsupported();
  }
}
