package io.heddle.server;

import io.heddle.forward.ForwardResult;
import io.heddle.forward.HttpForwarder;
import io.heddle.net.Connection;
import io.heddle.outbound.Outbound;
import io.heddle.request.ConnectionDisposition;
import io.heddle.request.ProxyRequest.Forward;
import io.heddle.request.RefusedException;
import io.heddle.server.connection.LiveRequest;
import io.heddle.server.connection.RequestResult.RelayEnded;
import io.heddle.server.connection.RequestResult.ResponseForwarded;
import io.heddle.server.connection.RequestResult.ResponseTruncated;
import io.heddle.wire.MalformedException;
import java.io.IOException;

/// The story of one forwarded request: the forwarder's, and what becomes of the connection.
record ForwardHandler(ListenerContext context, Connection client, LiveRequest live) {

  /// Serves the request by way of `outbound`.
  ConnectionDisposition run(Forward request, Outbound outbound)
      throws RefusedException, MalformedException, IOException {
    var way = new HttpUpstreamAdapter(outbound, request, client, context, live);
    var forwarder = new HttpForwarder(client, context.inbound().headLimit(), shared());
    return switch (forwarder.forward(request, way, live.traffic())) {
      case ForwardResult.Answered(int status, var next) -> {
        live.end(new ResponseForwarded(status));
        yield next;
      }
      case ForwardResult.CutShort(int status, String why, var next) -> {
        live.end(new ResponseTruncated(status, why));
        yield next;
      }
      case ForwardResult.Switched(Connection server) -> {
        try (server) {
          live.end(RelayEnded.of(new TunnelHandler(context, client, live).relay(server), live));
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
