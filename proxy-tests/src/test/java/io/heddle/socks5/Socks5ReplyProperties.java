package io.heddle.socks5;

import io.heddle.support.ArbitraryAddresses;
import io.heddle.support.Codec;
import io.heddle.support.CodecContract;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tag;

@Tag("codec")
class Socks5ReplyProperties extends CodecContract<Socks5Reply> {

  @Override
  protected Codec<Socks5Reply> codec() {
    return new Codec<>(Socks5Reply::read, Socks5Reply::write);
  }

  @Override
  protected Arbitrary<Socks5Reply> anyMessage() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 255), ArbitraryAddresses.endpoints())
        .as(Socks5Reply::new);
  }
}
