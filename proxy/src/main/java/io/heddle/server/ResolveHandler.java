package io.heddle.server;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.inbound.Handshake;
import io.heddle.outbound.Outbound;
import io.heddle.request.ProxyRequest.ResolveRequest;
import io.heddle.request.RefusedException;
import io.heddle.request.TargetResolution;
import io.heddle.server.connection.LiveRequest;
import io.heddle.server.connection.RequestResult.LookupAnswered;
import io.heddle.time.Deadline;
import io.heddle.trace.Tracing;
import java.io.IOException;

/// Handling of one lookup for a client: look up, reply. The rules decide which outbound answers.
record ResolveHandler(ListenerContext context, LiveRequest request) {

  /// Replies with the address or name.
  ///
  /// @throws RefusedException if there is none, or the outbound looks nothing up
  /// @throws IOException if the client is gone, or the thread was interrupted
  ConnectionAction run(
      Handshake handshake, ResolveRequest resolve, TargetResolution resolution, Outbound outbound)
      throws RefusedException, IOException {
    Deadline deadline = Deadline.after(context.timeouts().connect());
    Host found =
        Tracing.with(request.timeline(), () -> outbound.resolve(resolve, resolution, deadline));
    Endpoint answer = new Endpoint(found, 0);
    handshake.grant(answer);
    request.end(new LookupAnswered());
    return new ConnectionAction.LingerThenClose();
  }
}
