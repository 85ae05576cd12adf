package io.heddle.socks5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.heddle.support.ArbitraryAddresses;
import io.heddle.support.Codec;
import io.heddle.support.CodecContract;
import io.heddle.wire.MalformedException;
import java.nio.ByteBuffer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;

/// Properties of the header of a datagram, read from a stream and from a buffer.
@Tag("codec")
class UdpHeaderProperties extends CodecContract<UdpHeader> {

  @Override
  protected Codec<UdpHeader> codec() {
    return new Codec<UdpHeader>(UdpHeader::read, UdpHeader::write);
  }

  @Override
  protected Arbitrary<UdpHeader> anyMessage() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 255), ArbitraryAddresses.endpoints())
        .as(UdpHeader::new);
  }

  @Property
  void readingFromABufferLeavesThePayload(
      @ForAll("messages") UdpHeader header, @ForAll byte[] payload) throws MalformedException {
    byte[] bytes = header.toByteArray();
    ByteBuffer datagram = ByteBuffer.allocateDirect(bytes.length + payload.length);
    datagram.put(bytes).put(payload).flip();
    assertEquals(header, UdpHeader.read(datagram));
    assertEquals(ByteBuffer.wrap(payload), datagram);
  }

  @Property
  void aDatagramThatEndsInItsHeaderIsMalformed(@ForAll("messages") UdpHeader header) {
    byte[] bytes = header.toByteArray();
    for (int length = 0; length < bytes.length; length++) {
      ByteBuffer prefix = ByteBuffer.wrap(bytes, 0, length);
      assertThrows(MalformedException.class, () -> UdpHeader.read(prefix));
    }
  }

  @Property
  void aMalformedDatagramStaysUnread(@ForAll("noise") byte[] bytes) {
    ByteBuffer datagram = ByteBuffer.wrap(bytes);
    try {
      UdpHeader header = UdpHeader.read(datagram);
      assertEquals(header, UdpHeader.read(ByteBuffer.wrap(header.toByteArray())));
    } catch (MalformedException e) {
      assertEquals(0, datagram.position());
    }
  }
}
