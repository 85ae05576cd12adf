package io.heddle.socks5;

import io.heddle.support.Codec;
import io.heddle.support.CodecContract;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tag;

@Tag("codec")
class MethodReplyProperties extends CodecContract<MethodReply> {

  @Override
  protected Codec<MethodReply> codec() {
    return new Codec<>(MethodReply::read, MethodReply::write);
  }

  @Override
  protected Arbitrary<MethodReply> anyMessage() {
    return Arbitraries.integers().between(0, 255).map(MethodReply::new);
  }
}
