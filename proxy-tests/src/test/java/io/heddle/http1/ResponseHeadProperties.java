package io.heddle.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.support.ArbitraryHeads;
import io.heddle.support.Codec;
import io.heddle.support.CodecContract;
import io.heddle.support.ReadResult;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;

@Tag("codec")
class ResponseHeadProperties extends CodecContract<ResponseHead> {

  @Override
  protected Codec<ResponseHead> codec() {
    return codec(1 << 16);
  }

  private static Codec<ResponseHead> codec(int limit) {
    return new Codec<>(in -> ResponseHead.read(in, limit), ResponseHead::write);
  }

  @Override
  protected Arbitrary<ResponseHead> anyMessage() {
    return ArbitraryHeads.responses();
  }

  @Property
  void aHeadMayBeAsLongAsItsLimitButNotLonger(@ForAll("messages") ResponseHead head) {
    byte[] bytes = codec().write(head);
    assertEquals(new ReadResult.Read<>(head, ""), codec(bytes.length).read(bytes));
    assertEquals(
        new ReadResult.Malformed<>(
            "HeadTooLargeException",
            "a message head of more than " + (bytes.length - 1) + " bytes"),
        codec(bytes.length - 1).read(bytes));
  }
}
