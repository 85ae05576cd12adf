package io.heddle.sockdiag;

import io.heddle.sockdiag.SockDiagReply.SockDiagError;
import io.heddle.sockdiag.SockDiagReply.SocketEntry;
import io.heddle.support.Codec;
import io.heddle.support.CodecContract;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tag;

@Tag("codec")
class SockDiagReplyProperties extends CodecContract<SockDiagReply> {
  @Override
  protected Codec<SockDiagReply> codec() {
    return SockDiagReplyTest.CODEC;
  }

  @Override
  protected Arbitrary<SockDiagReply> anyMessage() {
    Arbitrary<Integer> any = Arbitraries.integers();
    return Arbitraries.oneOf(
        Combinators.combine(any, Arbitraries.integers().between(1, 12), any, any)
            .as(SocketEntry::new),
        Combinators.combine(any, any).as(SockDiagError::new));
  }
}
