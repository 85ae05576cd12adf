package io.heddle.server;

import io.heddle.forward.ForwardResult;
import io.heddle.forward.HttpForwarder;
import io.heddle.net.Connection;
import io.heddle.outbound.Outbound;
import io.heddle.request.ConnectionDisposition;
import io.heddle.request.ProxyRequest.Forward;
import io.heddle.request.RefusedException;
import io.heddle.wire.MalformedException;
import java.io.IOException;

/// The story of one forwarded request: the forwarder's, and what becomes of the connection.
record ForwardHandler(ListenerContext duty, Connection client, LiveConnection live) {

  /// Serves the request by way of `outbound`.
  ConnectionDisposition run(Forward request, Outbound outbound)
      throws RefusedException, MalformedException, IOException {
    var connector = new UpstreamConnector(outbound, client, duty.services(), live);
    var forwarder =
        new HttpForwarder(client, duty.inbound().headLimit(), duty.services().forwarding());
    return switch (forwarder.forward(request, connector, live.traffic())) {
      case ForwardResult.Completed(int status, var next) -> {
        ConnectionLog.answered(live, status);
        yield next;
      }
      case ForwardResult.Truncated cut -> {
        ConnectionLog.cutShort(live, cut);
        yield cut.next();
      }
      case ForwardResult.Switched(Connection server) -> {
        try (server) {
          ConnectionLog.ended(live, duty.services().relay(client, server, live));
        }
        yield ConnectionDisposition.CLOSE;
      }
    };
  }
}
