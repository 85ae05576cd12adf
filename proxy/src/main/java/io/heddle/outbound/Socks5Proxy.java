package io.heddle.outbound;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.net.Connection;
import io.heddle.outbound.ProxyHandshake.Granted;
import io.heddle.request.ProxyRequest.Client;
import io.heddle.request.ProxyRequest.StreamRequest;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import io.heddle.socks5.Socks5;
import io.heddle.socks5.Socks5Request;
import io.heddle.time.Deadline;
import io.heddle.upstream.AssociationChain;
import io.heddle.upstream.UpstreamConnection;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.util.Optional;

/// Outbound through a SOCKS 5 proxy. The proxy gets names as names, and datagrams at its relay.
///
/// @param credentials offered besides "no authentication" if present; the proxy chooses
public record Socks5Proxy(UpstreamProxy upstream, Optional<UpstreamCredentials> credentials)
    implements ProxyOutbound {

  @Override
  public UpstreamConnection connect(StreamRequest request, Deadline deadline)
      throws RefusedException, IOException {
    Socks5Request connect = new Socks5Request(Socks5.CONNECT, request.target());
    var handshake =
        new Socks5ClientHandshake(
            upstream, credentials, connect, "connection to " + request.target());
    // BND.ADDR is ignored: many proxies send zeros, or the address of their listener.
    return UpstreamConnection.toTarget(
        upstream.request(request.client(), handshake, deadline).connection(), name(), reuseScope());
  }

  @Override
  public DatagramSupport datagrams() {
    return DatagramSupport.RELAYED;
  }

  /// Associates with the proxies on the way to this one, then with this one. The relay accepts
  /// datagrams only from the address that its control connection comes from, so both take the same
  /// path.
  @Override
  public AssociationResult associate(Client client, Deadline deadline)
      throws RefusedException, IOException {
    AssociationResult before = associateBefore(client, deadline);
    boolean associated = false;
    try {
      UpstreamProxy samePath = upstream.reachedThrough(before.outbound());
      Granted<Endpoint> relay =
          samePath.request(client, proxy -> requestRelay(proxy, before.chain()), deadline);
      associated = true;
      return before.then(
          new AssociationChain.Hop(relay.connection(), relay.reply()),
          new Socks5Proxy(samePath, credentials));
    } finally {
      if (!associated) {
        before.chain().close();
      }
    }
  }

  private AssociationResult associateBefore(Client client, Deadline deadline)
      throws RefusedException, IOException {
    try {
      return upstream.via().forDatagrams(upstream.address(), deadline).associate(client, deadline);
    } catch (UpstreamFailedException e) {
      throw upstream.failed(e.refusal().reason(), e.refusal().details());
    } catch (RefusedException e) {
      throw upstream.refused(e.refusal().reason(), e.refusal().details());
    }
  }

  /// DST.ADDR is unspecified, since we cannot know our address and port as the proxy sees them.
  private Endpoint requestRelay(Connection proxy, AssociationChain before)
      throws IOException, MalformedException, RefusedException {
    Socks5Request request = new Socks5Request(Socks5.UDP_ASSOCIATE, Endpoint.UNSPECIFIED);
    Endpoint bound =
        new Socks5ClientHandshake(upstream, credentials, request, "UDP association")
            .perform(proxy)
            .bound();
    if (bound.port() == 0) {
      throw upstream.refused(Reason.UPSTREAM_REFUSED, "its UDP association has no port");
    }
    return bound.host() instanceof Host.Ip(var ip) && ip.isAnyLocalAddress()
        ? new Endpoint(proxyHost(proxy, before), bound.port())
        : bound;
  }

  /// The host of the proxy itself. Behind other proxies only its configured name is known.
  private Host proxyHost(Connection proxy, AssociationChain before) {
    return before.hops().isEmpty() && proxy.remote() instanceof Endpoint(Host host, int _)
        ? host
        : upstream.address().host();
  }
}
