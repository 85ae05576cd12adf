package io.heddle.server;

import io.heddle.inbound.Handshake;
import io.heddle.net.Connection;
import io.heddle.net.udp.UdpRelaySettings;
import io.heddle.request.ProxyRequest.Associate;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import io.heddle.server.connection.LiveRequest;
import io.heddle.server.connection.RequestResult.EndedBy;
import io.heddle.server.connection.RequestResult.RelayEnded;
import io.heddle.time.Deadline;
import io.heddle.udp.UdpAssociation;
import io.heddle.udp.UdpStats;
import java.io.IOException;

/// Handling of one UDP association: open its ports, reply, relay. Each target of its datagrams is
/// routed by itself.
record AssociateHandler(ListenerContext context, Connection client, LiveRequest request) {

  /// Serves the association to its end.
  ///
  /// @throws RefusedException if there are no associations here, or no ports for one
  /// @throws IOException if the client is gone before it has its reply
  ConnectionAction run(Handshake handshake, Associate associate)
      throws RefusedException, IOException {
    UdpRelaySettings settings =
        context
            .inbound()
            .udp()
            .orElseThrow(
                () -> new RefusedException(Reason.COMMAND_NOT_SUPPORTED, "UDP is switched off"));
    UdpStats datagrams = new UdpStats(request.traffic());
    Deadline deadline = Deadline.after(context.timeouts().connect());
    try (UdpAssociation association =
        context
            .configuration()
            .associations()
            .open(associate, client, settings, datagrams, deadline)) {
      request.markRelaying(datagrams);
      handshake.grant(association.bound());
      client.deadline(Deadline.NONE);
      var router = new DatagramRouter(context, associate, request);
      var outcome = association.run(router, context.runtime().idleWatch());
      request.end(RelayEnded.of(outcome, endedBy(outcome), request));
      return new ConnectionAction.CloseConnection();
    }
  }

  private static EndedBy endedBy(UdpAssociation.AssociationEnd outcome) {
    return switch (outcome) {
      case CLOSED, CLIENT_RESET -> EndedBy.CLIENT;
      default -> EndedBy.PROXY;
    };
  }
}
