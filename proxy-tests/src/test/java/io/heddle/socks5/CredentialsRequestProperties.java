package io.heddle.socks5;

import io.heddle.support.Codec;
import io.heddle.support.CodecContract;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tag;

@Tag("codec")
class CredentialsRequestProperties extends CodecContract<CredentialsRequest> {

  @Override
  protected Codec<CredentialsRequest> codec() {
    return new Codec<>(CredentialsRequest::read, CredentialsRequest::write);
  }

  @Override
  protected Arbitrary<CredentialsRequest> anyMessage() {
    return Combinators.combine(texts(), texts()).as(CredentialsRequest::new);
  }

  /// Text that fits into a field: up to 4 bytes for each character in UTF-8, without unpaired
  /// surrogates.
  private static Arbitrary<String> texts() {
    return Arbitraries.oneOf(
        Arbitraries.strings().ascii().ofMaxLength(255),
        Arbitraries.integers()
            .between(0, Character.MAX_CODE_POINT)
            .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
            .list()
            .ofMaxSize(63)
            .map(points -> points.stream().map(Character::toString).collect(Collectors.joining())));
  }
}
