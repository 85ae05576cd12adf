package io.heddle.server;

import io.heddle.forward.NextHop;
import io.heddle.forward.Way;
import io.heddle.net.Deadline;
import io.heddle.outbound.HttpHop;
import io.heddle.outbound.Outbound;
import io.heddle.request.ProxyRequest.Forward;
import io.heddle.request.RefusedException;
import java.io.IOException;
import java.time.Duration;

/// The way of a forwarded request, as the forwarder knows it: outbounds and forwarding know nothing
/// of each other.
///
/// @param limit of the time that opening a connection may take
record OutboundWay(Outbound outbound, Forward request, Duration limit, LiveConnection live)
    implements Way {

  @Override
  public String name() {
    return outbound.name();
  }

  @Override
  public NextHop open() throws RefusedException, IOException {
    HttpHop hop =
        new Opening(outbound, request, live)
            .by(() -> outbound.open(request, Deadline.after(limit)));
    return new NextHop(hop.stream().connection(), hop.form(), hop.stream().via());
  }

  @Override
  public void taken(NextHop hop) {
    live.went(hop.via());
  }
}
