package io.heddle.http1;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.heddle.http1.HttpFields.HeadLimits;
import io.heddle.support.ArbitraryHeads;
import io.heddle.support.Codec;
import io.heddle.support.CodecContract;
import io.heddle.support.ReadResult;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;

/// Laws of the lenient reader of responses: those of every codec, and that it reads what is
/// well-formed as the strict one does.
@Tag("codec")
class ResponseHeadReaderProperties extends CodecContract<ResponseHead> {

  @Override
  protected Codec<ResponseHead> codec() {
    return new Codec<>(
        in -> new ResponseHeadReader(in, HeadLimits.of(1 << 16)).readHead(), ResponseHead::write);
  }

  @Override
  protected Arbitrary<ResponseHead> anyMessage() {
    return ArbitraryHeads.responses();
  }

  @Property
  void whatIsWellFormedIsReadAsByTheStrictReader(@ForAll("noise") byte[] bytes) {
    ReadResult<ResponseHead> strict = ResponseHeadTest.CODEC.read(bytes);
    if (strict instanceof ReadResult.Read<ResponseHead>) {
      assertEquals(strict, codec().read(bytes));
    }
  }
}
