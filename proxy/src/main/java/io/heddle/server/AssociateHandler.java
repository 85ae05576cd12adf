package io.heddle.server;

import io.heddle.inbound.Handshake;
import io.heddle.inbound.Inbound;
import io.heddle.net.Connection;
import io.heddle.net.Deadline;
import io.heddle.net.UdpReach;
import io.heddle.outbound.Block;
import io.heddle.outbound.Direct;
import io.heddle.outbound.Group;
import io.heddle.outbound.HttpProxy;
import io.heddle.outbound.Socks4Proxy;
import io.heddle.outbound.Socks5Proxy;
import io.heddle.request.Network;
import io.heddle.request.ProxyRequest.Associate;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import io.heddle.route.Route;
import io.heddle.udp.Tally;
import io.heddle.udp.UdpAssociation;
import io.heddle.udp.Way;
import java.io.IOException;

/// The story of a connection that asks for a UDP association: open ports, reply, relay, each
/// datagram by its own route.
record AssociateHandler(
    Services services, Inbound inbound, Connection client, LiveConnection live) {

  /// Serves the association to its end.
  ///
  /// @throws RefusedException if there is none to be had
  /// @throws IOException if the client is gone before it has its reply
  void run(Handshake handshake, Associate request) throws RefusedException, IOException {
    UdpReach reach =
        inbound
            .udp()
            .orElseThrow(
                () -> new RefusedException(Reason.COMMAND_NOT_SUPPORTED, "UDP is switched off"));
    Tally tally = new Tally(live.traffic());
    Deadline opened = Deadline.after(services.timeouts().connect());
    try (UdpAssociation association =
        services.associations().open(request, client, reach, tally, opened)) {
      live.datagrams(tally);
      handshake.grant(association.bound());
      client.deadline(Deadline.NONE);
      var outcome = association.run(target -> way(request.to(target)), services.idleWatch());
      ConnectionLog.ended(live, outcome, tally);
    }
  }

  private Way way(Associate datagram) {
    try {
      Route route = services.route(Network.UDP, datagram);
      return switch (services.outbounds().get(route.outbound())) {
        case Direct direct -> new Way.Straight();
        case Block block -> new Way.Nowhere();
        case Socks4Proxy _, Socks5Proxy _, HttpProxy _, Group _ -> new Way.Unable();
      };
    } catch (IOException e) {
      // Interrupted: the association is about to end.
      return new Way.Nowhere();
    }
  }
}
