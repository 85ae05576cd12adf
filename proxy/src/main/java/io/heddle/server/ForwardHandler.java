package io.heddle.server;

import io.heddle.forward.HttpForwarder;
import io.heddle.forward.Outcome;
import io.heddle.net.Connection;
import io.heddle.outbound.Outbound;
import io.heddle.request.Next;
import io.heddle.request.ProxyRequest.Forward;
import io.heddle.request.RefusedException;
import io.heddle.wire.MalformedException;
import java.io.IOException;

/// The story of one forwarded request: the forwarder's, and what becomes of the connection.
record ForwardHandler(Duty duty, Connection client, LiveConnection live) {

  /// Serves the request by way of `outbound`.
  Next run(Forward request, Outbound outbound)
      throws RefusedException, MalformedException, IOException {
    var way = new OutboundWay(outbound, request, client, duty.services(), live);
    var forwarder =
        new HttpForwarder(client, duty.inbound().headLimit(), duty.services().forwarding());
    return switch (forwarder.forward(request, way, live.traffic())) {
      case Outcome.Answered(int status, var next) -> {
        ConnectionLog.answered(live, status);
        yield next;
      }
      case Outcome.CutShort cut -> {
        ConnectionLog.cutShort(live, cut);
        yield cut.next();
      }
      case Outcome.Switched(Connection server) -> {
        try (server) {
          ConnectionLog.ended(live, duty.services().relay(client, server, live));
        }
        yield Next.CLOSE;
      }
    };
  }
}
