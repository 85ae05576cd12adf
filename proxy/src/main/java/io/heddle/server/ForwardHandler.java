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
record ForwardHandler(ListenerContext context, Connection client, LiveConnection live) {

  /// Serves the request by way of `outbound`.
  ConnectionDisposition run(Forward request, Outbound outbound)
      throws RefusedException, MalformedException, IOException {
    var way = new HttpUpstreamAdapter(outbound, request, client, context, live);
    var forwarder = new HttpForwarder(client, context.inbound().headLimit(), shared());
    return switch (forwarder.forward(request, way, live.traffic())) {
      case ForwardResult.Answered(int status, var next) -> {
        ConnectionLog.answered(live, status);
        yield next;
      }
      case ForwardResult.CutShort cut -> {
        ConnectionLog.cutShort(live, cut);
        yield cut.next();
      }
      case ForwardResult.Switched(Connection server) -> {
        try (server) {
          ConnectionLog.ended(live, new TunnelHandler(context, client, live).relay(server));
        }
        yield ConnectionDisposition.CLOSE;
      }
    };
  }

  private HttpForwarder.Shared shared() {
    ServerRuntime runtime = context.runtime();
    return new HttpForwarder.Shared(
        context.configuration().pool(),
        runtime.idleWatch(),
        runtime.buffers(),
        context.timeouts().relay().idle(),
        context.timeouts().relay().halfClosed());
  }
}
