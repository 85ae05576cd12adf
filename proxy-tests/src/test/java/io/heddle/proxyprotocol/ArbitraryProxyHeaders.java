package io.heddle.proxyprotocol;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.proxyprotocol.ProxyHeader.Local;
import io.heddle.proxyprotocol.ProxyHeader.Proxied;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/// Generator of headers of every kind: IPv4, IPv6, and both in one header, which is then written in
/// IPv6.
final class ArbitraryProxyHeaders {
  private ArbitraryProxyHeaders() {}

  static Arbitrary<ProxyHeader> any() {
    Arbitrary<Host> hosts =
        Arbitraries.oneOf(
            Arbitraries.bytes().array(byte[].class).ofSize(4).map(Host.Ip::of),
            Arbitraries.bytes().array(byte[].class).ofSize(16).map(Host.Ip::of));
    Arbitrary<Endpoint> ends =
        Combinators.combine(hosts, Arbitraries.integers().between(0, 65535)).as(Endpoint::new);
    return Arbitraries.oneOf(
        Arbitraries.just(new Local()), Combinators.combine(ends, ends).as(Proxied::new));
  }
}
