package io.heddle.server;

import io.heddle.address.Endpoint;
import io.heddle.outbound.Block;
import io.heddle.outbound.Direct;
import io.heddle.outbound.Group;
import io.heddle.outbound.HttpProxy;
import io.heddle.outbound.Outbound;
import io.heddle.outbound.Socks4Proxy;
import io.heddle.outbound.Socks5Proxy;
import io.heddle.request.Network;
import io.heddle.request.ProxyRequest.Associate;
import io.heddle.request.Refusal;
import io.heddle.request.Refusal.Reason;
import io.heddle.route.Route;
import io.heddle.udp.Way;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;

/// Routes the datagrams of one association, each new target by the rules. For one thread.
final class DatagramWays implements Way.Choice {
  private final Services services;
  private final Associate request;
  private final LiveConnection live;
  private final Set<String> unable = new HashSet<>();

  DatagramWays(Services services, Associate request, LiveConnection live) {
    this.services = services;
    this.request = request;
    this.live = live;
  }

  @Override
  public Way to(Endpoint target) {
    try {
      Route route = services.route(Network.UDP, request.to(target));
      return switch (services.outbounds().get(route.outbound())) {
        case Direct direct -> new Way.Straight(direct.name());
        case Block block -> new Way.Nowhere();
        case Socks5Proxy proxy -> through(proxy, route);
        case Group group -> through(group, route);
        case Socks4Proxy proxy -> unable(route);
        case HttpProxy proxy -> unable(route);
      };
    } catch (IOException e) {
      // Interrupted: the association is about to end.
      return new Way.Nowhere();
    }
  }

  private Way through(Outbound outbound, Route route) {
    return new Way.Through(
        new OutboundCarrier(
            outbound, request.client(), services.timeouts().connect(), live, route));
  }

  /// The first time, the log says so.
  private Way unable(Route route) {
    if (unable.add(route.outbound())) {
      String why = "outbound " + route.outbound() + " carries no datagrams";
      ConnectionLog.datagramsRefused(live, route, new Refusal(Reason.COMMAND_NOT_SUPPORTED, why));
    }
    return new Way.Unable();
  }
}
