package io.heddle.socks5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.heddle.address.Endpoint;
import io.heddle.address.Host;
import io.heddle.wire.MalformedException;
import java.nio.ByteBuffer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// What holds for the header of every datagram.
class UdpHeaderProperties {

  @Property(tries = 300)
  void whatIsWrittenReadsBackAndLeavesThePayload(
      @ForAll("headers") UdpHeader header, @ForAll byte[] payload) throws MalformedException {
    byte[] bytes = header.toByteArray();
    ByteBuffer datagram = ByteBuffer.allocateDirect(bytes.length + payload.length);
    datagram.put(bytes).put(payload).flip();
    assertEquals(header, UdpHeader.read(datagram));
    assertEquals(ByteBuffer.wrap(payload), datagram);
  }

  @Property(tries = 300)
  void everyStrictPrefixIsMalformed(@ForAll("headers") UdpHeader header) {
    byte[] bytes = header.toByteArray();
    for (int length = 0; length < bytes.length; length++) {
      ByteBuffer prefix = ByteBuffer.wrap(bytes, 0, length);
      assertThrows(MalformedException.class, () -> UdpHeader.read(prefix));
    }
  }

  @Property
  void anyBytesAreAHeaderOrMalformed(@ForAll("noise") byte[] bytes) {
    ByteBuffer datagram = ByteBuffer.wrap(bytes);
    try {
      UdpHeader header = UdpHeader.read(datagram);
      ByteBuffer again = ByteBuffer.wrap(header.toByteArray());
      assertEquals(header, UdpHeader.read(again));
      assertTrue(datagram.position() >= 3 + 1 + 2);
    } catch (MalformedException e) {
      assertEquals(0, datagram.position());
    }
  }

  @Provide
  Arbitrary<UdpHeader> headers() {
    Arbitrary<Host> ipv4 = Arbitraries.bytes().array(byte[].class).ofSize(4).map(Host.Ip::of);
    Arbitrary<Host> ipv6 = Arbitraries.bytes().array(byte[].class).ofSize(16).map(Host.Ip::of);
    Arbitrary<Host> name =
        Arbitraries.strings()
            .withCharRange('a', 'z')
            .ofMinLength(1)
            .ofMaxLength(63)
            .map(Host::parse);
    return Combinators.combine(
            Arbitraries.integers().between(0, 255),
            Arbitraries.oneOf(ipv4, ipv6, name),
            Arbitraries.integers().between(0, 65535))
        .as((fragment, host, port) -> new UdpHeader(fragment, new Endpoint(host, port)));
  }

  /// Mostly with a known address type, so that what follows is looked at.
  @Provide
  Arbitrary<byte[]> noise() {
    return Combinators.combine(
            Arbitraries.bytes().array(byte[].class).ofMinSize(4).ofMaxSize(300),
            Arbitraries.of(1, 3, 4, 5))
        .as((bytes, type) -> {
          bytes[3] = type.byteValue();
          return bytes;
        });
  }
}
