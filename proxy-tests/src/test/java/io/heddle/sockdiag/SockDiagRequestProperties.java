package io.heddle.sockdiag;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.support.ArbitraryAddresses;
import io.heddle.support.Codec;
import io.heddle.support.CodecContract;
import java.net.Inet4Address;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tag;

@Tag("codec")
class SockDiagRequestProperties extends CodecContract<SockDiagRequest> {
  @Override
  protected Codec<SockDiagRequest> codec() {
    return SockDiagRequestTest.CODEC;
  }

  @Override
  protected Arbitrary<SockDiagRequest> anyMessage() {
    return Arbitraries.oneOf(
        of(ArbitraryAddresses.ipv4()),
        // An IPv4-mapped address is one of IPv4.
        of(ArbitraryAddresses.ipv6().filter(host -> !isV4(host))));
  }

  private static Arbitrary<SockDiagRequest> of(Arbitrary<Host> hosts) {
    Arbitrary<Endpoint> ends =
        Combinators.combine(hosts, Arbitraries.integers().between(0, 65535)).as(Endpoint::new);
    return Combinators.combine(Arbitraries.integers(), ends, ends).as(SockDiagRequest::new);
  }

  private static boolean isV4(Host host) {
    return host instanceof Host.Ip(var address) && address instanceof Inet4Address;
  }
}
