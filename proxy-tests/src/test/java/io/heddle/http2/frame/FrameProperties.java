package io.heddle.http2.frame;

import io.heddle.support.Codec;
import io.heddle.support.CodecContract;
import java.nio.ByteBuffer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tag;

@Tag("codec")
class FrameProperties extends CodecContract<Frame> {
  /// Largest payload: with the frame header it fits the initial buffer of a reader.
  private static final int MAX_PAYLOAD = 1000;

  @Override
  protected Codec<Frame> codec() {
    return new Codec<>(in -> Frame.read(in, MAX_PAYLOAD), Frame::write);
  }

  @Override
  protected Arbitrary<Frame> anyMessage() {
    return Arbitraries.oneOf(
        Combinators.combine(
                streams(),
                bytes(),
                Arbitraries.integers().between(0, 256),
                Arbitraries.of(EndStream.class))
            .as(Frame.Data::new),
        Combinators.combine(
                streams(),
                bytes(),
                Arbitraries.of(EndHeaders.class),
                Arbitraries.of(EndStream.class))
            .as(Frame.Headers::new),
        Combinators.combine(streams(), bytes(), Arbitraries.of(EndHeaders.class))
            .as(Frame.Continuation::new),
        Combinators.combine(streams(), Arbitraries.integers()).as(Frame.RstStream::new),
        settings().list().ofMaxSize(8).map(Frame.Settings::new),
        Arbitraries.just(new Frame.SettingsAck()),
        Arbitraries.longs().map(Frame.Ping::new),
        Arbitraries.longs().map(Frame.PingAck::new),
        Combinators.combine(streams(), Arbitraries.integers(), bytes()).as(Frame.GoAway::new),
        Combinators.combine(streams(), streams()).as(Frame.WindowUpdate::new),
        Combinators.combine(
                Arbitraries.integers().between(0xa, 0xff),
                Arbitraries.integers().between(0, 0xff),
                Arbitraries.integers().between(0, Integer.MAX_VALUE),
                bytes())
            .as(Frame.Ignored::new));
  }

  private static Arbitrary<Integer> streams() {
    return Arbitraries.integers().between(1, Integer.MAX_VALUE);
  }

  private static Arbitrary<ByteBuffer> bytes() {
    return Arbitraries.bytes().array(byte[].class).ofMaxSize(60).map(ByteBuffer::wrap);
  }

  private static Arbitrary<Setting> settings() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 0xffff), Arbitraries.longs().between(0, 0xffff_ffffL))
        .as(Setting::new);
  }
}
