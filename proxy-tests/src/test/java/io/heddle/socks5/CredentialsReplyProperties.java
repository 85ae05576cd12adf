package io.heddle.socks5;

import io.heddle.support.Codec;
import io.heddle.support.CodecContract;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tag;

@Tag("codec")
class CredentialsReplyProperties extends CodecContract<CredentialsReply> {

  @Override
  protected Codec<CredentialsReply> codec() {
    return new Codec<>(CredentialsReply::read, CredentialsReply::write);
  }

  @Override
  protected Arbitrary<CredentialsReply> anyMessage() {
    return Arbitraries.integers().between(0, 255).map(CredentialsReply::new);
  }
}
