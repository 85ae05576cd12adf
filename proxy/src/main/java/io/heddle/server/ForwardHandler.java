package io.heddle.server;

import io.heddle.forward.HttpForwarder;
import io.heddle.forward.HttpForwarder.ForwardResult;
import io.heddle.http1.HttpFields.HeadLimits;
import io.heddle.net.Connection;
import io.heddle.net.InjectedResetException;
import io.heddle.outbound.Outbound;
import io.heddle.relay.Relay;
import io.heddle.request.ProxyRequest.Forward;
import io.heddle.request.RefusedException;
import io.heddle.server.connection.LiveRequest;
import io.heddle.server.connection.RequestResult.EndedBy;
import io.heddle.server.connection.RequestResult.RelayEnded;
import io.heddle.server.connection.RequestResult.ResponseForwarded;
import io.heddle.server.connection.RequestResult.ResponseTruncated;
import io.heddle.wire.MalformedException;
import io.heddle.wire.MessageMemoryQuota;
import java.io.IOException;

/// Handling of one forwarded HTTP request.
///
/// @param memory for the heads of responses
record ForwardHandler(
    ListenerContext context, Connection client, LiveRequest request, MessageMemoryQuota memory) {

  /// Forwards the request and its response.
  ///
  /// @throws MalformedException if the client breaks the framing of its request
  /// @throws RefusedException if there is no response to pass on
  /// @throws IOException if the client is gone, or the thread was interrupted
  ConnectionAction run(Forward forward, Outbound outbound)
      throws RefusedException, MalformedException, IOException {
    var upstream = new UpstreamConnector(outbound, client, context, request);
    HeadLimits limits = new HeadLimits(context.inbound().headLimit(), memory);
    var forwarder = new HttpForwarder(client, limits, forwardingContext());
    ForwardResult result;
    try {
      result = forwarder.forward(forward, upstream, request.traffic());
    } catch (InjectedResetException e) {
      client.resetOnClose();
      request.end(RelayEnded.of(Relay.EndReason.FAULT, EndedBy.PROXY, request));
      return new ConnectionAction.CloseConnection();
    }
    if (result instanceof ForwardResult.Completed(int status, var disposition)) {
      request.end(new ResponseForwarded(status));
      return ConnectionAction.after(disposition);
    }
    if (result instanceof ForwardResult.Truncated(int status, String why, var disposition)) {
      request.end(new ResponseTruncated(status, why));
      return ConnectionAction.after(disposition);
    }
    Connection server = ((ForwardResult.Switched) result).server();
    return new ConnectionAction.RelayTunnel(new TunnelHandler(context, client, request), server);
  }

  private HttpForwarder.ForwardingContext forwardingContext() {
    return new HttpForwarder.ForwardingContext(
        context.configuration().pool(),
        context.runtime().idleWatch(),
        context.runtime().buffers(),
        context.timeouts().relay().idle(),
        context.timeouts().relay().halfClosed());
  }
}
