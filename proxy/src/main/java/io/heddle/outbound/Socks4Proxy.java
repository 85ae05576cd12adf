package io.heddle.outbound;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.dial.Resolver;
import io.heddle.net.Connection;
import io.heddle.request.AddressGuard;
import io.heddle.request.ProxyRequest.StreamRequest;
import io.heddle.request.Refusal.Reason;
import io.heddle.request.RefusedException;
import io.heddle.socks4.Socks4Reply;
import io.heddle.socks4.Socks4Request;
import io.heddle.time.Deadline;
import io.heddle.upstream.UpstreamConnection;
import io.heddle.wire.ByteWriter;
import io.heddle.wire.MalformedException;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;

/// Outbound through a SOCKS 4 or 4A proxy.
///
/// @param userId sent with each request; it proves nothing
public record Socks4Proxy(UpstreamProxy upstream, String userId, DnsLocation dns)
    implements ProxyOutbound {

  /// Place where the names of targets are resolved.
  public sealed interface DnsLocation {
    /// At the proxy, which gets names as names (4A), and so IPv6 addresses as well.
    record RemoteDns() implements DnsLocation {}

    /// Here, since the proxy takes IPv4 addresses only.
    record LocalDns(Resolver resolver) implements DnsLocation {}
  }

  @Override
  public UpstreamConnection connect(StreamRequest request, Deadline deadline)
      throws RefusedException, IOException {
    Endpoint target =
        dns instanceof DnsLocation.LocalDns(var resolver)
            ? resolve(request, resolver, deadline)
            : request.target();
    return UpstreamConnection.toTarget(
        upstream
            .request(request.client(), proxy -> sendConnect(proxy, target), deadline)
            .connection(),
        name(),
        reuseScope());
  }

  private Socks4Reply sendConnect(Connection proxy, Endpoint target)
      throws IOException, MalformedException, RefusedException {
    ByteWriter out = new ByteWriter(64);
    new Socks4Request(Socks4Request.CONNECT, target, userId).write(out);
    proxy.write(out.toBuffer());
    Socks4Reply reply = Socks4Reply.read(proxy.reader());
    return switch (reply.code()) {
      case Socks4Reply.GRANTED -> reply;
      case 92, 93 ->
          throw upstream.failed(Reason.UPSTREAM_REFUSED, "it does not accept the user id");
      default ->
          throw upstream.refused(
              Reason.UPSTREAM_REFUSED, "no connection to " + target + ", rejected or failed");
    };
  }

  private Endpoint resolve(StreamRequest request, Resolver resolver, Deadline deadline)
      throws RefusedException, IOException {
    Endpoint target = request.target();
    if (target.host() instanceof Host.Name name) {
      List<InetAddress> usable =
          resolver.resolve(name, request.resolution(), deadline).stream()
              .filter(Inet4Address.class::isInstance)
              .toList();
      if (usable.isEmpty()) {
        throw upstream.refused(
            Reason.NAME_NOT_RESOLVED, name + " has no IPv4 address, and SOCKS 4 needs one");
      }
      List<InetAddress> permitted =
          AddressGuard.permitted(request.resolution().guard(), target, usable);
      return new Endpoint(new Host.Ip(permitted.getFirst()), target.port());
    }
    if (target.host() instanceof Host.Ip(Inet6Address _)) {
      throw upstream.refused(Reason.ADDRESS_TYPE_NOT_SUPPORTED, "SOCKS 4 cannot carry " + target);
    }
    return target;
  }
}
