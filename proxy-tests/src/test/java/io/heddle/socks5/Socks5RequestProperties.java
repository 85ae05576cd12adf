package io.heddle.socks5;

import io.heddle.support.ArbitraryAddresses;
import io.heddle.support.Codec;
import io.heddle.support.CodecContract;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tag;

@Tag("codec")
class Socks5RequestProperties extends CodecContract<Socks5Request> {

  @Override
  protected Codec<Socks5Request> codec() {
    return new Codec<>(Socks5Request::read, Socks5Request::write);
  }

  @Override
  protected Arbitrary<Socks5Request> anyMessage() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 255), ArbitraryAddresses.endpoints())
        .as(Socks5Request::new);
  }
}
