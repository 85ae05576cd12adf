package io.heddle.outbound;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.net.Connection;
import io.heddle.outbound.Upstream.Answered;
import io.heddle.request.Client;
import io.heddle.request.ProxyRequest.Tunnel;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import io.heddle.socks5.Socks5;
import io.heddle.socks5.Socks5Request;
import io.heddle.time.Deadline;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.util.Optional;

/// Through a SOCKS 5 proxy, which gets names as names, and datagrams at a relay of its own.
///
/// @param credentials offered besides "no authentication" if there are any; the proxy chooses
public record Socks5Proxy(Upstream upstream, Optional<UpstreamCredentials> credentials)
    implements ProxyOutbound {

  @Override
  public Connection connect(Tunnel request, Deadline deadline)
      throws RefusedException, IOException {
    Socks5Request connect = new Socks5Request(Socks5.CONNECT, request.target());
    String what = "connection to " + request.target();
    // BND.ADDR is not looked at: many proxies send zeros, or their listener.
    return upstream.tunnel(
        request.client(),
        proxy -> new Socks5ClientHandshake(upstream, credentials).ask(proxy, connect, what),
        deadline);
  }

  /// An association with this proxy, and before it with those on the way there: its relay takes
  /// datagrams only from where its connection comes from, so both go the same way.
  @Override
  public UdpAssociations associate(Client client, Deadline deadline)
      throws RefusedException, IOException {
    UdpAssociations before = before(client, deadline);
    boolean stands = false;
    try {
      Upstream same = upstream.through(before.by());
      Answered<Endpoint> relay = same.ask(client, proxy -> askForRelay(proxy, before), deadline);
      stands = true;
      return before.then(
          new UdpAssociations.Hop(relay.connection(), relay.answer()),
          new Socks5Proxy(same, credentials));
    } finally {
      if (!stands) {
        before.close();
      }
    }
  }

  private UdpAssociations before(Client client, Deadline deadline)
      throws RefusedException, IOException {
    try {
      return upstream.via().associate(client, deadline);
    } catch (UpstreamFailedException e) {
      throw upstream.failed(e.refusal().reason(), e.refusal().details());
    } catch (RefusedException e) {
      throw upstream.refused(e.refusal().reason(), e.refusal().details());
    }
  }

  /// DST.ADDR is unspecified: what our address and port look like from there, we cannot know.
  private Endpoint askForRelay(Connection proxy, UdpAssociations before)
      throws IOException, MalformedException, RefusedException {
    Socks5Request request = new Socks5Request(Socks5.UDP_ASSOCIATE, Endpoint.UNSPECIFIED);
    Endpoint bound =
        new Socks5ClientHandshake(upstream, credentials)
            .ask(proxy, request, "UDP association")
            .bound();
    if (bound.port() == 0) {
      throw upstream.refused(Reason.UPSTREAM_REFUSED, "its UDP association has no port");
    }
    return bound.host() instanceof Host.Ip(var ip) && ip.isAnyLocalAddress()
        ? new Endpoint(itself(proxy, before), bound.port())
        : bound;
  }

  private Host itself(Connection proxy, UdpAssociations before) {
    return before.hops().isEmpty() && proxy.remote() instanceof Endpoint(Host host, int _)
        ? host
        : upstream.address().host();
  }
}
