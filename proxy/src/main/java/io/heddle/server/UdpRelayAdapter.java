package io.heddle.server;

import io.heddle.outbound.Outbound;
import io.heddle.outbound.UdpAssociations;
import io.heddle.request.Client;
import io.heddle.request.Refusal;
import io.heddle.request.RefusedException;
import io.heddle.route.Route;
import io.heddle.time.Deadline;
import io.heddle.udp.RelayChain;
import io.heddle.udp.UdpUpstream;
import java.io.IOException;
import java.time.Duration;

/// An outbound as associations know it: outbounds and associations know nothing of each other.
///
/// @param limit of the time that opening it may take
record UdpRelayAdapter(
    Outbound outbound, Client client, Duration limit, LiveConnection live, Route route)
    implements UdpUpstream {

  @Override
  public String name() {
    return outbound.name();
  }

  @Override
  public RelayChain open() throws RefusedException, IOException {
    UdpAssociations relays = outbound.associate(client, Deadline.after(limit));
    return new RelayChain(
        relays.hops().stream().map(hop -> new RelayChain.Hop(hop.control(), hop.relay())).toList(),
        relays.via());
  }

  @Override
  public void reportFailure(Refusal why) {
    ConnectionLog.datagramsRefused(live, route, why);
  }
}
