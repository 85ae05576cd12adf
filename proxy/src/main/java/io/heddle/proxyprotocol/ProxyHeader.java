package io.heddle.proxyprotocol;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.wire.ByteReader;
import io.heddle.wire.MalformedException;
import java.io.IOException;

/// Whose connection a proxy in front of us passes on.
public sealed interface ProxyHeader {

  /// A client's, who has an IP address.
  ///
  /// @param source the client's end
  /// @param destination the end of the proxy that the client connected to
  record Proxied(Endpoint source, Endpoint destination) implements ProxyHeader {
    public Proxied {
      if (!(source.host() instanceof Host.Ip && destination.host() instanceof Host.Ip)) {
        throw new IllegalArgumentException("a PROXY header has IP addresses, no names");
      }
    }

    /// Whether IPv4 addresses are enough to say it.
    boolean isIpv4() {
      return ip(source).length == 4 && ip(destination).length == 4;
    }
  }

  /// The proxy's own, as for a health check, or one whose client has no IP address or none that is
  /// known: the addresses of the connection itself count.
  record Local() implements ProxyHeader {}

  /// Reads a header of either version.
  ///
  /// @throws MalformedException if something else comes, as soon as that is certain
  static ProxyHeader read(ByteReader in) throws IOException, MalformedException {
    return in.peek() == ProxyHeaderV1.FIRST_BYTE ? ProxyHeaderV1.read(in) : ProxyHeaderV2.read(in);
  }

  /// The address of an endpoint that has one, 4 or 16 bytes.
  static byte[] ip(Endpoint endpoint) {
    return switch (endpoint.host()) {
      case Host.Ip(var address) -> address.getAddress();
      case Host.Name(var name) -> throw new IllegalArgumentException(name + " is no IP address");
    };
  }
}
