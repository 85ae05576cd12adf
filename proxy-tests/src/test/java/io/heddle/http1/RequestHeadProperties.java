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
class RequestHeadProperties extends CodecContract<RequestHead> {

  @Override
  protected Codec<RequestHead> codec() {
    return codec(1 << 16);
  }

  private static Codec<RequestHead> codec(int limit) {
    return new Codec<>(in -> RequestHead.read(in, limit), RequestHead::write);
  }

  @Override
  protected Arbitrary<RequestHead> anyMessage() {
    return ArbitraryHeads.requests();
  }

  @Property
  void aHeadMayBeAsLongAsItsLimitButNotLonger(@ForAll("messages") RequestHead head) {
    byte[] bytes = codec().write(head);
    assertEquals(new ReadResult.Read<>(head, ""), codec(bytes.length).read(bytes));
    assertEquals(
        new ReadResult.Malformed<>(
            "HeadTooLargeException",
            "a message head of more than " + (bytes.length - 1) + " bytes"),
        codec(bytes.length - 1).read(bytes));
  }
}
