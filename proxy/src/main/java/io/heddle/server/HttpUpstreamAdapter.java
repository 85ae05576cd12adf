package io.heddle.server;

import io.heddle.forward.NextHop;
import io.heddle.forward.UpstreamProvider;
import io.heddle.net.Connection;
import io.heddle.outbound.HttpHop;
import io.heddle.outbound.Outbound;
import io.heddle.request.ProxyRequest.Forward;
import io.heddle.request.RefusedException;
import io.heddle.server.connection.LiveRequest;
import io.heddle.time.Deadline;
import java.io.IOException;

/// The way of a forwarded request, as the forwarder knows it: outbounds and forwarding know nothing
/// of each other.
///
/// @param client who waits for it
record HttpUpstreamAdapter(
    Outbound outbound,
    Forward request,
    Connection client,
    ListenerContext context,
    LiveRequest live)
    implements UpstreamProvider {

  @Override
  public String name() {
    return outbound.name();
  }

  @Override
  public NextHop open() throws RefusedException, IOException {
    Deadline deadline = Deadline.after(context.timeouts().connect());
    HttpHop hop =
        new UpstreamConnector(outbound, request, client, context, live)
            .by(() -> outbound.open(request, deadline));
    return new NextHop(hop.stream().connection(), hop.form(), hop.audience(), hop.stream().via());
  }

  @Override
  public void taken(NextHop hop) {
    live.markForwarding(hop.via());
  }
}
