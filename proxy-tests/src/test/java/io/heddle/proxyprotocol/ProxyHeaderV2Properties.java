package io.heddle.proxyprotocol;

import io.heddle.support.Codec;
import io.heddle.support.CodecContract;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tag;

/// Properties of the codec of version 2.
@Tag("codec")
class ProxyHeaderV2Properties extends CodecContract<ProxyHeader> {
  @Override
  protected Codec<ProxyHeader> codec() {
    return new Codec<>(ProxyHeaderV2::read, ProxyHeaderV2::write);
  }

  @Override
  protected Arbitrary<ProxyHeader> anyMessage() {
    return ArbitraryProxyHeaders.any();
  }
}
