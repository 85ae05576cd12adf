package io.heddle.socks4;

import io.heddle.support.ArbitraryAddresses;
import io.heddle.support.Codec;
import io.heddle.support.CodecContract;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tag;

@Tag("codec")
class Socks4RequestProperties extends CodecContract<Socks4Request> {

  @Override
  protected Codec<Socks4Request> codec() {
    return new Codec<>(Socks4Request::read, Socks4Request::write);
  }

  @Override
  protected Arbitrary<Socks4Request> anyMessage() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 255),
            ArbitraryAddresses.endpoints(),
            Arbitraries.strings().withCharRange('\1', 'ÿ').ofMaxLength(512))
        .as(Socks4Request::new);
  }
}
