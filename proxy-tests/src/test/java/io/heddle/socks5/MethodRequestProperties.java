package io.heddle.socks5;

import io.heddle.support.Codec;
import io.heddle.support.CodecContract;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tag;

@Tag("codec")
class MethodRequestProperties extends CodecContract<MethodRequest> {

  @Override
  protected Codec<MethodRequest> codec() {
    return new Codec<>(MethodRequest::read, MethodRequest::write);
  }

  @Override
  protected Arbitrary<MethodRequest> anyMessage() {
    return Arbitraries.integers().between(0, 255).list().ofMaxSize(255).map(MethodRequest::new);
  }
}
