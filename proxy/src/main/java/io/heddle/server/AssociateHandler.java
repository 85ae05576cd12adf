package io.heddle.server;

import io.heddle.inbound.Handshake;
import io.heddle.net.Connection;
import io.heddle.net.udp.UdpRelaySettings;
import io.heddle.request.ProxyRequest.Associate;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import io.heddle.server.connection.LiveRequest;
import io.heddle.server.connection.RequestResult.RelayEnded;
import io.heddle.time.Deadline;
import io.heddle.udp.UdpAssociation;
import io.heddle.udp.UdpStats;
import java.io.IOException;

/// The story of a connection that asks for a UDP association: open ports, reply, relay, each
/// datagram by its own route.
record AssociateHandler(ListenerContext context, Connection client, LiveRequest live) {

  /// Serves the association to its end.
  ///
  /// @throws RefusedException if there is none to be had
  /// @throws IOException if the client is gone before it has its reply
  void run(Handshake handshake, Associate request) throws RefusedException, IOException {
    UdpRelaySettings reach =
        context
            .inbound()
            .udp()
            .orElseThrow(
                () -> new RefusedException(Reason.COMMAND_NOT_SUPPORTED, "UDP is switched off"));
    UdpStats tally = new UdpStats(live.traffic());
    Deadline opened = Deadline.after(context.timeouts().connect());
    try (UdpAssociation association =
        context.configuration().associations().open(request, client, reach, tally, opened)) {
      live.markRelaying(tally);
      handshake.grant(association.bound());
      client.deadline(Deadline.NONE);
      var ways = new DatagramRouter(context, request, live);
      var outcome = association.run(ways, context.runtime().idleWatch());
      live.end(RelayEnded.of(outcome, live));
    }
  }
}
