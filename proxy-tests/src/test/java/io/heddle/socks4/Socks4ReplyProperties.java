package io.heddle.socks4;

import io.heddle.support.ArbitraryAddresses;
import io.heddle.support.Codec;
import io.heddle.support.CodecContract;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tag;

@Tag("codec")
class Socks4ReplyProperties extends CodecContract<Socks4Reply> {

  @Override
  protected Codec<Socks4Reply> codec() {
    return new Codec<>(Socks4Reply::read, Socks4Reply::write);
  }

  @Override
  protected Arbitrary<Socks4Reply> anyMessage() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 255), ArbitraryAddresses.ipv4Endpoints())
        .as(Socks4Reply::new);
  }
}
