package io.heddle.proxyprotocol;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.wire.ByteReader;
import io.heddle.wire.MalformedException;
import java.io.IOException;

/// PROXY protocol header: the client on whose behalf a proxy in front of us connects.
public sealed interface ProxyHeader {

  /// Connection on behalf of a client with an IP address.
  ///
  /// @param source client's address
  /// @param destination address of the proxy to which the client connected
  record Proxied(Endpoint source, Endpoint destination) implements ProxyHeader {
    public Proxied {
      if (!(source.host() instanceof Host.Ip && destination.host() instanceof Host.Ip)) {
        throw new IllegalArgumentException("a PROXY header has IP addresses, no names");
      }
    }

    /// Whether both addresses are IPv4 addresses.
    boolean isIpv4() {
      return ip(source).length == 4 && ip(destination).length == 4;
    }
  }

  /// Connection of the proxy itself, such as a health check, or of a client without a known IP
  /// address (`LOCAL`, `UNKNOWN`). The addresses of the TCP connection apply.
  record Local() implements ProxyHeader {}

  /// Reads a header of version 1 or 2, told apart by the first byte.
  ///
  /// @throws MalformedException if the bytes are not a header, at the first byte that shows it
  static ProxyHeader read(ByteReader in) throws IOException, MalformedException {
    return in.peek() == ProxyHeaderV1.FIRST_BYTE ? ProxyHeaderV1.read(in) : ProxyHeaderV2.read(in);
  }

  /// IP address of an endpoint, 4 or 16 bytes.
  static byte[] ip(Endpoint endpoint) {
    if (endpoint.host() instanceof Host.Ip(var address)) {
      return address.getAddress();
    }
    throw new IllegalArgumentException(endpoint.host() + " is no IP address");
  }
}
