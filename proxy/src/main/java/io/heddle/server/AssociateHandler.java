package io.heddle.server;

import io.heddle.inbound.Handshake;
import io.heddle.net.Connection;
import io.heddle.net.udp.UdpRelaySettings;
import io.heddle.request.ProxyRequest.Associate;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import io.heddle.time.Deadline;
import io.heddle.udp.UdpAssociation;
import io.heddle.udp.UdpStats;
import java.io.IOException;

/// The story of a connection that asks for a UDP association: open ports, reply, relay, each
/// datagram by its own route.
record AssociateHandler(ListenerContext duty, Connection client, LiveConnection live) {

  /// Serves the association to its end.
  ///
  /// @throws RefusedException if there is none to be had
  /// @throws IOException if the client is gone before it has its reply
  void run(Handshake handshake, Associate request) throws RefusedException, IOException {
    UdpRelaySettings reach =
        duty.inbound()
            .udp()
            .orElseThrow(
                () -> new RefusedException(Reason.COMMAND_NOT_SUPPORTED, "UDP is switched off"));
    UdpStats tally = new UdpStats(live.traffic());
    Deadline opened = Deadline.after(duty.services().timeouts().connect());
    try (UdpAssociation association =
        duty.services().associations().open(request, client, reach, tally, opened)) {
      live.datagrams(tally);
      handshake.grant(association.bound());
      client.deadline(Deadline.NONE);
      var ways = new DatagramRouter(duty.services(), request, live);
      var outcome = association.run(ways, duty.services().idleWatch());
      ConnectionLog.ended(live, outcome, tally);
    }
  }
}
